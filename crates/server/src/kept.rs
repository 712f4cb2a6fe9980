//! What was issued, on the disk: small private files beside the journal.
//!
//! Cuts of the people are shown as they were issued until enough people have changed ([`voice::publish::Since`]). That must hold
//! after a restart too: one person's answer could be told from what was shown before and after it. It can't be worked out from
//! the journal alone, for somebody's answers may have been destroyed since. So what is shown is written down, before it is shown:
//! the numbers as anybody can see them, and the seats that were seen to change since. Nobody's answers and no words.

use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;
use store::copy::ISSUED;

/// See the [module](self).
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    directory: PathBuf,
}

impl Kept {
    /// In a house's directory.
    pub(crate) fn beside(house: &Path) -> Self {
        Self { directory: house.join(ISSUED) }
    }

    /// What was written under a name; nothing where there is none, or where it can't be read, which the host is told.
    pub(crate) fn read<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let path = self.path(name);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return None,
            Err(error) => {
                tracing::warn!(path = %path.display(), %error, "what was issued could not be read; it is issued anew");
                return None;
            }
        };
        let read = serde_json::from_slice(&bytes);
        read.inspect_err(|error| {
            tracing::warn!(path = %path.display(), %error, "what was issued is damaged; it is issued anew");
        })
        .ok()
    }

    /// Writes it down, whole or not at all. Where that fails the host is told, and people are shown it all the same.
    pub(crate) fn write(&self, name: &str, value: &impl Serialize) {
        if let Err(error) = self.try_write(name, value) {
            let path = self.path(name);
            tracing::warn!(path = %path.display(), %error, "what was issued could not be written; look at the disk");
        }
    }

    /// Takes away what was written.
    pub(crate) fn remove(&self, name: &str) {
        match fs::remove_file(self.path(name)) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                tracing::warn!(name, %error, "what was issued before could not be taken away");
            }
            Ok(()) | Err(_) => {}
        }
    }

    fn try_write(&self, name: &str, value: &impl Serialize) -> io::Result<()> {
        let bytes = serde_json::to_vec(value)?;
        fs::create_dir_all(&self.directory)?;
        let beside = self.directory.join(format!("{name}.new"));
        let mut file = store::private().create(true).truncate(true).open(&beside)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        fs::rename(&beside, self.path(name))?;
        // The name is on the disk when its directory is. Windows can't, and needn't.
        #[cfg(unix)]
        fs::File::open(&self.directory)?.sync_all()?;
        Ok(())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.join(format!("{name}.json"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_what_is_damaged_is_not() {
        let house = tempfile::tempdir().unwrap();
        let kept = Kept::beside(house.path());
        assert_eq!(kept.read::<Vec<u32>>("one"), None);
        kept.remove("one");
        kept.write("one", &[1, 2]);
        kept.write("one", &[3]);
        assert_eq!(Kept::beside(house.path()).read::<Vec<u32>>("one"), Some(vec![3]));
        assert_eq!(fs::read_dir(house.path().join(ISSUED)).unwrap().count(), 1, "nothing is left beside it");
        fs::write(kept.path("one"), "[3").unwrap();
        assert_eq!(kept.read::<Vec<u32>>("one"), None);
        kept.remove("one");
        assert_eq!(fs::read_dir(house.path().join(ISSUED)).unwrap().count(), 0);
    }

    #[test]
    fn a_disk_that_cannot_be_written_stops_nobody() {
        let house = tempfile::tempdir().unwrap();
        fs::write(house.path().join(ISSUED), "a file stands in the way").unwrap();
        let kept = Kept::beside(house.path());
        kept.write("one", &[1]);
        assert_eq!(kept.read::<Vec<u32>>("one"), None);
    }
}
