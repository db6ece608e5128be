//! Changes of the panel's services that a shop has to notice: prices, names, types, and a bill that
//! is not the price.
//!
//! Owns the knobs alone. Must never touch an order that was accepted already.

use rust_decimal::Decimal;

use super::services::ServiceRow;
use super::{Panel, decimal};

impl Panel {
    /// Calls a service otherwise.
    ///
    /// # Errors
    /// When there is no such service.
    pub fn rename(&self, service: i64, name: &str) -> Result<(), String> {
        self.alter(service, |row| name.clone_into(&mut row.name))
    }

    /// Gives a service another type, by its label.
    ///
    /// # Errors
    /// When there is no such service.
    pub fn retype(&self, service: i64, label: &str) -> Result<(), String> {
        self.alter(service, |row| label.clone_into(&mut row.kind))
    }

    /// Keeps the account in another currency from now on; the numbers stay.
    pub fn set_currency(&self, currency: &str) {
        self.with(|state, _| currency.clone_into(&mut state.currency));
    }

    /// Charges later orders of a service so many times its price.
    ///
    /// # Errors
    /// When the number is none above zero.
    pub fn overcharge(&self, service: i64, times: &str) -> Result<(), String> {
        let times = factor(times)?;
        self.with(|state, _| state.overcharges.insert(service, times));
        Ok(())
    }

    /// Charges later orders of every service so many times their price.
    ///
    /// # Errors
    /// When the number is none above zero.
    pub fn overcharge_all(&self, times: &str) -> Result<(), String> {
        let times = factor(times)?;
        self.with(|state, _| {
            state.overcharges = state.services.iter().map(|row| (row.id, times)).collect();
        });
        Ok(())
    }

    /// Multiplies the price of every service.
    ///
    /// # Errors
    /// When the number is none above zero, or a price cannot be held.
    pub fn multiply_rates(&self, times: &str) -> Result<(), String> {
        let times = factor(times)?;
        self.with(|state, _| {
            let mut rows = state.services.clone();
            for row in &mut rows {
                row.rate = row.rate.checked_mul(times).ok_or("too much")?.normalize();
            }
            state.services = rows;
            Ok(())
        })
    }

    fn alter(&self, service: i64, act: impl FnOnce(&mut ServiceRow)) -> Result<(), String> {
        self.with(|state, _| {
            let row = state.services.iter_mut().find(|row| row.id == service);
            row.map(act).ok_or_else(|| "no such service".to_owned())
        })
    }
}

fn factor(text: &str) -> Result<Decimal, String> {
    let times = decimal(text)?;
    if times > Decimal::ZERO { Ok(times) } else { Err("not above zero".to_owned()) }
}
