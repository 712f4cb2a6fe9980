//! Sharing work among threads without letting them be seen in the result.
//!
//! Work is cut into tasks by the *data* alone; each result goes back to its task's place and results are combined in that
//! order. How many threads there are changes only the time it takes.

use std::num::NonZeroUsize;

/// How many threads to use at most. The result does not depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Workers(NonZeroUsize);

impl Workers {
    /// Everything on the calling thread.
    pub const ONE: Self = Self(NonZeroUsize::MIN);

    /// So many threads at most.
    pub const fn new(threads: NonZeroUsize) -> Self {
        Self(threads)
    }

    /// Runs each task and returns the results in the order of the tasks. A panic in a task goes on in the caller.
    pub(crate) fn each<T: Send, R: Send>(self, tasks: Vec<T>, run: impl Fn(T) -> R + Sync) -> Vec<R> {
        let threads = self.0.get().min(tasks.len());
        if threads < 2 {
            return tasks.into_iter().map(run).collect();
        }
        let mut hands: Vec<Vec<(usize, T)>> = (0..threads).map(|_| Vec::new()).collect();
        for (place, task) in tasks.into_iter().enumerate() {
            hands[place % threads].push((place, task));
        }
        let run = &run;
        let mut done: Vec<(usize, R)> = std::thread::scope(|scope| {
            let others: Vec<_> = hands
                .drain(1..)
                .map(|hand| {
                    scope.spawn(move || {
                        hand.into_iter().map(|(place, task)| (place, run(task))).collect::<Vec<_>>()
                    })
                })
                .collect();
            let own = hands.into_iter().flatten().map(|(place, task)| (place, run(task)));
            let mut done: Vec<_> = own.collect();
            for other in others {
                match other.join() {
                    Ok(results) => done.extend(results),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            done
        });
        done.sort_by_key(|&(place, _)| place);
        done.into_iter().map(|(_, result)| result).collect()
    }
}

impl Default for Workers {
    fn default() -> Self {
        Self::ONE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_tasks() {
        for threads in 1..6 {
            let workers = Workers::new(NonZeroUsize::new(threads).unwrap());
            let squares = workers.each((0..17_u32).collect(), |x| x * x);
            assert_eq!(squares, (0..17).map(|x| x * x).collect::<Vec<_>>());
        }
        assert_eq!(Workers::ONE.each(Vec::<u8>::new(), |x| x), Vec::<u8>::new());
    }
}
