//! What the engine promises, as tests: that an answer is the one a reader would find by going through all posts by hand,
//! however the index is cut; that typing only narrows; that typos are found; that damage is noticed and survived.

mod ask;
mod corpus;
mod damage;
mod oracle;
mod question;
mod rounds;
mod scan;
mod spelling;
mod typing;
