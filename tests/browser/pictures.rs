//! README's pictures, taken on the way through a story when the environment names a folder for
//! them. Must never change what a story does.

use std::path::Path;
use std::process::Command;

use fantoccini::Locator;

use super::driver::Scheme;
use super::page::Page;

/// The folder, from the crate's; without it no pictures are taken.
const FOLDER: &str = "STOREFRONT_PICTURES";
const MAX_BYTES: u64 = 150 << 10;
const IS_DARK: &str = "return matchMedia('(prefers-color-scheme: dark)').matches;";

impl Page {
    /// Takes a picture, if pictures are wanted. The page must look well anyway.
    pub async fn pictures(&self, name: &str) {
        self.looks_well().await;
        let Some(folder) = std::env::var_os(FOLDER) else { return };
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join(name).with_extension("png");
        // A toast that is still there belongs to an earlier step.
        self.until("no toast", |seen| seen.toast.is_empty()).await;
        std::fs::write(&path, self.messages_by_day().await).unwrap();
        shrink(&path);
        let size = std::fs::metadata(&path).unwrap().len();
        assert!(size <= MAX_BYTES, "{}: {size} bytes", path.display());
    }
}

impl Page {
    /// The messages as a customer's app shows them: without the people of the sandbox, in the
    /// same colours on every picture.
    async fn messages_by_day(&self) -> Vec<u8> {
        let client = &self.browser.client;
        let is_dark = client.execute(IS_DARK, Vec::new()).await.unwrap();
        self.browser.prefers(Scheme::Light).await;
        let messages = client.find(Locator::Css("#log")).await.unwrap();
        let picture = messages.screenshot().await.unwrap();
        if is_dark.as_bool().unwrap() {
            self.browser.prefers(Scheme::Dark).await;
        }
        picture
    }
}

/// A palette of 256 colours is a third of the bytes.
fn shrink(path: &Path) {
    let options = ["--force", "--ext=.png", "--strip"];
    let status = Command::new("pngquant").args(options).arg(path).status();
    let status = status.unwrap_or_else(|error| panic!("Pictures need pngquant ({error})."));
    assert!(status.success(), "pngquant: {status}");
}
