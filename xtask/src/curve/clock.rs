//! What a job costs: time by the clock, time of the processor, and memory.

use std::{fs, hint::black_box, time::Instant};

/// The least of several runs, in seconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    pub(crate) clock: f64,
    /// Of the thread that asks; what it hands to others is not in it.
    pub(crate) processor: f64,
}

/// Runs a job at least 3 times, and up to 30 times while that takes under a second altogether.
pub(crate) fn best<T>(mut job: impl FnMut() -> T) -> Cost {
    let mut best = Cost { clock: f64::INFINITY, processor: f64::INFINITY };
    let begun = Instant::now();
    for run in 0..30 {
        if run >= 3 && begun.elapsed().as_secs_f64() > 1.0 {
            break;
        }
        let (start, spent) = (Instant::now(), processor());
        black_box(job());
        best.clock = best.clock.min(start.elapsed().as_secs_f64());
        best.processor = best.processor.min(processor() - spent);
    }
    best
}

/// The processor time that this thread has had so far, in seconds; 0 where the system does not tell.
fn processor() -> f64 {
    // The system brings the figure up to date when a thread stands aside.
    std::thread::yield_now();
    let status = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    status.split_whitespace().next().and_then(|time| time.parse::<f64>().ok()).unwrap_or_default() / 1e9
}

/// The most memory that the process has held so far, in MiB, rounded up; 0 where the system does not tell.
pub(crate) fn most_memory() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let kibibytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<usize>().ok());
    kibibytes.unwrap_or(0).div_ceil(1024)
}
