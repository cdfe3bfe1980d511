//! How far a build is. It costs the build a number that is counted up; who wants to show it looks at it from another thread.

use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};

/// What a build is doing, in this order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// The author's files are read.
    #[default]
    Reading,
    /// Posts are rendered.
    Rendering,
    /// Pictures are made.
    Pictures,
    /// Pages are written, and the words of the posts gathered.
    Pages,
    /// The index, the feeds and the bundle are written.
    Index,
}

impl Phase {
    const ALL: [Phase; 5] = [Phase::Reading, Phase::Rendering, Phase::Pictures, Phase::Pages, Phase::Index];

    /// Its name for who waits.
    pub fn name(self) -> &'static str {
        match self {
            Phase::Reading => "reading",
            Phase::Rendering => "rendering",
            Phase::Pictures => "pictures",
            Phase::Pages => "pages",
            Phase::Index => "index",
        }
    }
}

/// A build's progress.
#[derive(Debug, Default)]
pub struct Progress {
    phase: AtomicU8,
    done: AtomicUsize,
    all: AtomicUsize,
}

/// Where a build stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stand {
    /// What it is doing.
    pub phase: Phase,
    /// How much of that is done.
    pub done: usize,
    /// How much there is to do; 0 where that is not known.
    pub all: usize,
}

impl Progress {
    /// Where the build stands.
    pub fn stand(&self) -> Stand {
        let phase =
            Phase::ALL.get(usize::from(self.phase.load(Ordering::Relaxed))).copied().unwrap_or_default();
        let all = self.all.load(Ordering::Relaxed);
        Stand { phase, done: self.done.load(Ordering::Relaxed).min(all), all }
    }

    /// A phase begins, in which there is so much to do.
    pub(crate) fn begin(&self, phase: Phase, all: usize) {
        self.done.store(0, Ordering::Relaxed);
        self.all.store(all, Ordering::Relaxed);
        self.phase.store(phase as u8, Ordering::Relaxed);
    }

    /// One more is done.
    pub(crate) fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::{Phase, Progress, Stand};

    #[test]
    fn a_phase_begins_at_nothing_and_never_has_more_done_than_there_is() {
        let progress = Progress::default();
        assert_eq!(progress.stand(), Stand::default());
        progress.begin(Phase::Pages, 2);
        for done in [0, 1, 2, 2] {
            assert_eq!(progress.stand(), Stand { phase: Phase::Pages, done, all: 2 });
            progress.step();
        }
        progress.begin(Phase::Index, 0);
        assert_eq!(progress.stand(), Stand { phase: Phase::Index, done: 0, all: 0 });
    }
}
