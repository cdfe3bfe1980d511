//! The command line keeps its word, one file per topic.

mod changes;
mod feeds;
mod input;
mod reading;
mod runner;
mod said;
mod scheduled;
