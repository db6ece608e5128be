//! What is wrong with the page whatever it says: something wider than the phone, a cut text, a key
//! or markup in place of words, an error in the console.

use serde_json::json;

use super::driver::{Scheme, WIDTH};
use super::page::Page;
use super::phrase;
use super::stage::Stage;

// Half a pixel is rounding.
const LOOK: &str = r"
    const [keys, width] = arguments;
    const wrong = [];
    const shown = (node) => node.offsetParent !== null || node.open;
    const name = (node) => `${node.className || node.id} “${node.textContent.slice(0, 60)}”`;
    if (document.documentElement.scrollWidth > width) wrong.push('the page scrolls sideways');
    const whole = '.bubble, .text, .key, .head, .toast, .welcome, .alert, .drawer, .foot, .commands'
      + ', .chip, .order, .control, .menu, .commands button';
    for (const node of [...document.querySelectorAll(whole)].filter(shown)) {
      const box = node.getBoundingClientRect();
      if (box.left < -0.5 || box.right > width + 0.5) wrong.push(`too wide: ${name(node)}`);
    }
    const texts = '.bubble, .key, .key span, .head h1, .head p, .toast, .welcome, .chip'
      + ', .person-name, .person-label, .menu, .commands button';
    for (const node of [...document.querySelectorAll(texts)].filter(shown)) {
      if (node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 0) {
        wrong.push(`cut at its side: ${name(node)}`);
      }
      if (node.matches('.key, .chip') && node.scrollHeight > node.clientHeight + 1) {
        wrong.push(`cut at its end: ${name(node)}`);
      }
    }
    const words = new Set(document.body.innerText.split(/[^\w-]+/));
    for (const key of keys) if (words.has(key)) wrong.push(`a key in place of its text: ${key}`);
    const markup = [/&(?:\w{2,6}|#\w+);/, /<\/?\w+>/, /\{ ?\$/, /[\u2066-\u2069]/, /undefined/,
      /Unknown localization/, /\bNaN\b/, /\[object/];
    for (const [found] of markup.map((kind) => kind.exec(document.body.innerText) ?? [])) {
      if (found) wrong.push(`not meant for people: ${found}`);
    }
    for (const button of document.querySelectorAll('button')) {
      const label = button.getAttribute('aria-label') ?? button.textContent;
      if (!label.trim()) wrong.push(`a button without a name: ${button.id}`);
    }
    return wrong;";

impl Page {
    /// Fails with everything that is wrong with the page as it is now.
    pub async fn looks_well(&self) {
        let faults = self.faults().await;
        assert!(faults.is_empty(), "{faults:#?}");
    }

    async fn faults(&self) -> Vec<String> {
        let keys: Vec<String> =
            phrase::keys().into_iter().filter(|key| key.contains('-')).collect();
        let faults =
            self.browser.client.execute(LOOK, vec![json!(keys), json!(WIDTH)]).await.unwrap();
        let mut faults: Vec<String> = serde_json::from_value(faults).unwrap();
        faults.extend(self.browser.console().await);
        faults
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wrong_with_a_page_is_seen() {
    let (stage, page) = Stage::opens(Scheme::Light).await;
    for (fault, script) in [
        ("too wide", "add('bubble', 'wide').style.minWidth = '500px'"),
        ("cut at its side", "add('key', 'abc'.repeat(40)).style.overflowWrap = 'normal'"),
        ("cut at its end", "add('key', 'one two '.repeat(40)).style.flex = '0 0 40px'"),
        ("a key in place of its text", "add('bubble', 'checkout-placed')"),
        ("not meant for people", "add('bubble', 'Tom &amp; Jerry')"),
        ("not meant for people", "add('bubble', 'It is <b>bold</b>')"),
        ("not meant for people", "add('bubble', 'Hello, { $name }')"),
        ("a button without a name", "add('key', '')"),
        ("a line of a script", "console.error('a line of a script')"),
    ] {
        page.looks_well().await;
        let add = "
            const add = (name, text) => {
              const node = document.createElement('button');
              node.textContent = text;
              node.className = `${name} planted`;
              document.getElementById('messages').append(node);
              return node;
            };";
        let client = &page.browser.client;
        client.execute(&format!("{add} {script};"), Vec::new()).await.unwrap();
        let faults = page.faults().await;
        assert!(faults.iter().any(|found| found.contains(fault)), "{script}: {faults:?}");
        let remove = "document.querySelector('.planted')?.remove();";
        client.execute(remove, Vec::new()).await.unwrap();
    }
    stage.ends(page).await;
}
