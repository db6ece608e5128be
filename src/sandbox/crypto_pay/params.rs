//! The parameters of a call: query string, JSON or a form. Multipart is not read.

use serde_json::{Map, Value};

use super::refusal::Refusal;

/// The parameters of a call.
#[derive(Debug, Clone, Default)]
pub(super) struct Params {
    values: Map<String, Value>,
}

impl Params {
    /// Reads the query and then the body; the body wins where both name a parameter.
    ///
    /// # Errors
    /// When a JSON body is none, or no object.
    pub fn read(query: &str, kind: &str, body: &[u8]) -> Result<Self, Refusal> {
        let mut params = Self::default();
        params.add_form(query.as_bytes());
        if kind.starts_with("application/json") && !body.is_empty() {
            match serde_json::from_slice(body) {
                Ok(Value::Object(values)) => params.values.extend(values),
                _ => return Err(Refusal::bad("JSON_INVALID")),
            }
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            params.add_form(body);
        }
        Ok(params)
    }

    fn add_form(&mut self, text: &[u8]) {
        for (name, value) in url::form_urlencoded::parse(text) {
            self.values.insert(name.into_owned(), Value::String(value.into_owned()));
        }
    }

    /// A parameter as text; numbers and booleans count as theirs. `None` when absent or empty.
    ///
    /// # Errors
    /// 500 APP_ERROR when it is a list or an object.
    pub fn text(&self, name: &str) -> Result<Option<String>, Refusal> {
        match self.values.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if text.is_empty() => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(plain @ (Value::Number(_) | Value::Bool(_))) => Ok(Some(plain.to_string())),
            Some(Value::Array(_) | Value::Object(_)) => Err(Refusal::app()),
        }
    }

    /// A text of so many bytes at most.
    ///
    /// # Errors
    /// When it is longer, or no text.
    pub fn short(&self, name: &str, max_bytes: usize) -> Result<Option<String>, Refusal> {
        let text = self.text(name)?;
        if text.as_ref().is_some_and(|text| text.len() > max_bytes) {
            return Err(Refusal::bad("PARAM_TOO_LONG"));
        }
        Ok(text)
    }

    /// A number.
    ///
    /// # Errors
    /// When it is none.
    pub fn integer(&self, name: &str) -> Result<Option<i64>, Refusal> {
        let text = self.text(name)?;
        text.map(|text| text.parse().map_err(|_| Refusal::bad("PARAM_INVALID"))).transpose()
    }

    /// A boolean, with what it is when it is absent.
    ///
    /// # Errors
    /// When it is none.
    pub fn flag(&self, name: &str, usual: bool) -> Result<bool, Refusal> {
        match self.text(name)?.as_deref() {
            None => Ok(usual),
            Some("true" | "1") => Ok(true),
            Some("false" | "0") => Ok(false),
            Some(_) => Err(Refusal::bad("PARAM_INVALID")),
        }
    }

    /// Texts with commas between them.
    ///
    /// # Errors
    /// 500 APP_ERROR when it is a list.
    pub fn commas(&self, name: &str) -> Result<Option<Vec<String>>, Refusal> {
        let text = self.text(name)?;
        Ok(text.map(|text| text.split(',').map(|part| part.trim().to_owned()).collect()))
    }

    /// Everything, for the log of calls.
    pub fn to_json(&self) -> Value {
        Value::Object(self.values.clone())
    }
}
