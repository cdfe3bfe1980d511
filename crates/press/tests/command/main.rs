//! The command line keeps its word, one file per topic.

mod changes;
mod feeds;
mod input;
mod runner;
mod said;
mod scheduled;
