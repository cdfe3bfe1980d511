//! A bound on memory: pictures that are decoded at the same time have so many pixels together, and the next one waits.

use std::sync::{Condvar, Mutex, PoisonError};

/// Room for the pixels of pictures.
pub(super) struct Room {
    free: Mutex<usize>,
    freed: Condvar,
    whole: usize,
}

impl Room {
    pub(super) fn new(pixels: usize) -> Room {
        Room { free: Mutex::new(pixels), freed: Condvar::new(), whole: pixels }
    }

    /// Does the work when there is room for so many pixels. What needs more than there is gets all of it.
    pub(super) fn with<T>(&self, pixels: usize, work: impl FnOnce() -> T) -> T {
        let pixels = pixels.min(self.whole);
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free =
            self.freed.wait_while(free, |free| *free < pixels).unwrap_or_else(PoisonError::into_inner);
        *free -= pixels;
        drop(free);
        let _taken = Taken { room: self, pixels };
        work()
    }
}

/// Gives the room back, whatever becomes of the work.
struct Taken<'a> {
    room: &'a Room,
    pixels: usize,
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        *self.room.free.lock().unwrap_or_else(PoisonError::into_inner) += self.pixels;
        self.room.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::Room;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    #[test]
    fn no_more_pixels_are_taken_at_once_than_there_is_room_for() {
        let (room, taken, most) = (Room::new(10), AtomicUsize::new(0), AtomicUsize::new(0));
        thread::scope(|scope| {
            for pixels in [3, 4, 7, 10, 99, 1, 5, 6] {
                let (room, taken, most) = (&room, &taken, &most);
                scope.spawn(move || {
                    room.with(pixels, || {
                        let pixels = pixels.min(10);
                        most.fetch_max(taken.fetch_add(pixels, Ordering::SeqCst) + pixels, Ordering::SeqCst);
                        thread::yield_now();
                        taken.fetch_sub(pixels, Ordering::SeqCst);
                    });
                });
            }
        });
        assert_eq!(taken.into_inner(), 0);
        assert!((5..=10).contains(&most.into_inner()));
    }
}
