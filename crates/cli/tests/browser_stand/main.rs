//! "Where we stand" as people meet it while a hall full of others answers: kept up to date where scripts run, by a link
//! where they do not, and everybody's own place on nobody else's screen.

mod hall;
mod less;
mod live;
mod looks;
mod own;
mod quiet;
