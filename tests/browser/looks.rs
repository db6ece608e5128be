//! What is wrong with the page whatever it says: something wider than the phone, a cut text, a key
//! or markup in place of words, an error in the console.

use serde::Deserialize;
use serde_json::json;

use super::page::Page;
use super::phrase;

/// Half a pixel is rounding.
const LOOK: &str = r"
    const [keys] = arguments;
    const wrong = [];
    const shown = (node) => node.offsetParent !== null || node.open;
    const name = (node) => `${node.className || node.id} “${node.textContent.slice(0, 60)}”`;
    if (document.documentElement.scrollWidth > innerWidth) wrong.push('the page scrolls sideways');
    const whole = '.bubble, .text, .key, .head, .toast, .welcome, .alert, .drawer, .foot, .commands'
      + ', .chip, .order, .control, .menu, .commands button';
    for (const node of [...document.querySelectorAll(whole)].filter(shown)) {
      const box = node.getBoundingClientRect();
      if (box.left < -0.5 || box.right > innerWidth + 0.5) wrong.push(`too wide: ${name(node)}`);
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
    const markup = /&(?:\w{2,6}|#\w+);|<\/?\w+>|\{ ?\$|\$\{|[\u2066-\u2069]|undefined|\bNaN\b|\[object/u;
    const found = markup.exec(document.body.innerText);
    if (found) wrong.push(`not meant for people: ${found[0]}`);
    for (const button of document.querySelectorAll('button')) {
      const label = button.getAttribute('aria-label') ?? button.textContent;
      if (!label.trim()) wrong.push(`a button without a name: ${button.id}`);
    }
    return wrong;";

#[derive(Debug, Deserialize)]
#[serde(transparent)]
struct Wrong(Vec<String>);

impl Page {
    /// Fails with everything that is wrong with the page as it is now.
    pub async fn looks_well(&self) {
        let keys: Vec<String> =
            phrase::keys().into_iter().filter(|key| key.contains('-')).collect();
        let wrong = self.browser.client.execute(LOOK, vec![json!(keys)]).await.unwrap();
        let Wrong(wrong) = serde_json::from_value(wrong).unwrap();
        assert!(wrong.is_empty(), "{wrong:#?}");
        let console = self.browser.console().await;
        assert!(console.is_empty(), "the console says: {console:#?}");
    }
}
