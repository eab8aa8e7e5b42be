//! Documents in every language, on everything that they are printed on.

mod figures;
mod pages;
mod prints;
mod sample;
mod words;
