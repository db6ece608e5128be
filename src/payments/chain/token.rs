//! A token that the shop takes, and its amounts as people read them.
//!
//! Owns the form of a token in settings: `USDT:0x…:6:1.00`. Must never read a symbol or a number of
//! decimals from the chain, where anybody can name a token anything, and never round.

use rust_decimal::Decimal;

use super::address::{Address, AddressError};
use super::transfer::TokenUnits;
use crate::domain::deposit::Family;
use crate::domain::number::parse_decimal;

/// The most decimals of a token that a [`Decimal`] holds.
const DECIMALS_MAX: u8 = 28;
/// The longest symbol.
const SYMBOL_MAX_CHARS: usize = 12;

/// Decimals of a token: 0 to 28.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimals(u8);

impl Decimals {
    /// So many; `None` beyond 28.
    #[must_use]
    pub const fn new(count: u8) -> Option<Self> {
        if count <= DECIMALS_MAX { Some(Self(count)) } else { None }
    }

    /// How many.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

/// A token that is credited by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What people call it; capital letters and digits.
    pub symbol: String,
    /// The contract, which alone says which token it is.
    pub contract: Address,
    /// Decimals of its unit.
    pub decimals: Decimals,
    /// Units of the shop's currency for one, above 0.
    pub price: Decimal,
}

/// Why a token of the settings cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Not four pieces.
    #[error("must be SYMBOL:CONTRACT:DECIMALS:PRICE, such as USDT:0x…:6:1.00")]
    Form,
    /// Not 1 to 12 capital letters and digits.
    #[error("the symbol must be 1 to 12 capital letters and digits")]
    Symbol,
    /// Not an address of the network.
    #[error("the contract of {symbol}: {reason}")]
    Contract {
        /// Of which token.
        symbol: String,
        /// What is wrong with it.
        reason: AddressError,
    },
    /// Not a whole number of 0 to 28.
    #[error("the decimals of {0} must be a whole number of 0 to 28")]
    Decimals(String),
    /// Not a number above 0.
    #[error("the price of {0} must be a number above 0")]
    Price(String),
    /// The same symbol or contract twice.
    #[error("{0} is named twice")]
    Twice(String),
}

impl Token {
    /// Reads one token of the settings.
    ///
    /// # Errors
    /// The first piece that is wrong.
    pub fn parse(family: Family, text: &str) -> Result<Self, TokenError> {
        let mut pieces = text.trim().split(':').map(str::trim);
        let mut piece = || pieces.next().ok_or(TokenError::Form);
        let (symbol, contract, decimals, price) = (piece()?, piece()?, piece()?, piece()?);
        if pieces.next().is_some() {
            return Err(TokenError::Form);
        }
        let is_letter = |letter: u8| letter.is_ascii_uppercase() || letter.is_ascii_digit();
        if symbol.is_empty() || symbol.len() > SYMBOL_MAX_CHARS || !symbol.bytes().all(is_letter) {
            return Err(TokenError::Symbol);
        }
        let symbol = symbol.to_owned();
        let contract = Address::parse_contract(family, contract)
            .map_err(|reason| TokenError::Contract { symbol: symbol.clone(), reason })?;
        let count = Some(decimals).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
        let decimals = count
            .and_then(|text| text.parse().ok())
            .and_then(Decimals::new)
            .ok_or_else(|| TokenError::Decimals(symbol.clone()))?;
        let price = parse_decimal(price)
            .filter(|price| price.is_sign_positive() && !price.is_zero())
            .ok_or_else(|| TokenError::Price(symbol.clone()))?;
        Ok(Self { symbol, contract, decimals, price })
    }

    /// Reads the tokens of a chain, separated by commas: at least one.
    ///
    /// # Errors
    /// The first piece that is wrong, or a symbol or contract that is named twice.
    pub fn parse_list(family: Family, text: &str) -> Result<Vec<Self>, TokenError> {
        let mut tokens: Vec<Self> = Vec::new();
        for piece in text.split(',').filter(|piece| !piece.trim().is_empty()) {
            let token = Self::parse(family, piece)?;
            let is_same =
                |other: &Self| other.symbol == token.symbol || other.contract == token.contract;
            if tokens.iter().any(is_same) {
                return Err(TokenError::Twice(token.symbol));
            }
            tokens.push(token);
        }
        if tokens.is_empty() { Err(TokenError::Form) } else { Ok(tokens) }
    }
}

/// An amount in whole tokens, exactly; `None` where a [`Decimal`] cannot hold it.
#[must_use]
pub fn whole_tokens(units: TokenUnits, decimals: Decimals) -> Option<Decimal> {
    let units = i128::try_from(units.get()).ok()?;
    let amount = Decimal::try_from_i128_with_scale(units, u32::from(decimals.get())).ok()?;
    Some(amount.normalize())
}

/// The smallest units of an amount in whole tokens; `None` where it is no whole number of them or
/// below 0.
#[must_use]
pub fn units_of(amount: Decimal, decimals: Decimals) -> Option<TokenUnits> {
    let amount = amount.normalize();
    let missing = u32::from(decimals.get()).checked_sub(amount.scale())?;
    let digits = u128::try_from(amount.mantissa()).ok()?;
    digits.checked_mul(10_u128.checked_pow(missing)?).map(TokenUnits::new)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const USDT: &str = "USDT:0xdac17f958d2ee523a2206206994597c13d831ec7:6:1.00";

    #[test]
    fn a_token_is_read_from_its_pieces() {
        let token = Token::parse(Family::Evm, USDT).unwrap();
        assert_eq!(token.symbol, "USDT");
        assert_eq!(token.contract.hex(), "0xdac17f958d2ee523a2206206994597c13d831ec7");
        assert_eq!((token.decimals.get(), token.price), (6, Decimal::ONE));
        let tron = "USDT:TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t:6:0.92";
        let hex = "USDC:0xa614f803b6fd780986a42c78ec9c7f77e6ded13d:18:1";
        let both = Token::parse_list(Family::Tron, &format!(" {tron} , {hex},")).unwrap();
        let symbols: Vec<&str> = both.iter().map(|token| token.symbol.as_str()).collect();
        assert_eq!(symbols, ["USDT", "USDC"]);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let contract = "0xdac17f958d2ee523a2206206994597c13d831ec7";
        for (text, expected) in [
            (String::new(), TokenError::Form),
            (format!("USDT:{contract}:6"), TokenError::Form),
            (format!("USDT:{contract}:6:1:1"), TokenError::Form),
            (format!("usdt:{contract}:6:1"), TokenError::Symbol),
            (format!(":{contract}:6:1"), TokenError::Symbol),
            (format!("USDT:{contract}:29:1"), TokenError::Decimals("USDT".to_owned())),
            (format!("USDT:{contract}:+6:1"), TokenError::Decimals("USDT".to_owned())),
            (format!("USDT:{contract}::1"), TokenError::Decimals("USDT".to_owned())),
            (format!("USDT:{contract}:6:0"), TokenError::Price("USDT".to_owned())),
            (format!("USDT:{contract}:6:-1"), TokenError::Price("USDT".to_owned())),
            (format!("USDT:{contract}:6:one"), TokenError::Price("USDT".to_owned())),
        ] {
            assert_eq!(Token::parse(Family::Evm, &text), Err(expected), "{text}");
        }
        let typo = Token::parse(Family::Tron, "USDT:TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6T:6:1");
        assert_eq!(typo.unwrap_err().to_string(), {
            "the contract of USDT: the checksum of the address is wrong"
        });
        for second in [USDT.to_owned(), USDT.replacen("USDT", "USDC", 1)] {
            let twice = Token::parse_list(Family::Evm, &format!("{USDT},{second}"));
            assert!(matches!(twice, Err(TokenError::Twice(_))), "{second}");
        }
        assert_eq!(Token::parse_list(Family::Evm, " , "), Err(TokenError::Form));
    }

    #[test]
    fn amounts_are_exact_or_refused() {
        let tokens = |units, count| whole_tokens(TokenUnits::new(units), Decimals(count));
        assert_eq!(tokens(12_500_000, 6).unwrap().to_string(), "12.5");
        assert_eq!(tokens(1, 18).unwrap().to_string(), "0.000000000000000001");
        assert_eq!(tokens(7, 0), Some(Decimal::from(7)));
        assert_eq!(
            tokens((1 << 96) - 1, 18).unwrap().to_string(),
            "79228162514.264337593543950335"
        );
        assert_eq!(tokens(1 << 96, 18), None);
        assert_eq!(tokens(u128::MAX, 6), None);
        assert_eq!(units_of("0.0000001".parse().unwrap(), Decimals(6)), None);
        assert_eq!(units_of("-1".parse().unwrap(), Decimals(6)), None);
        assert_eq!(units_of("1.50".parse().unwrap(), Decimals(1)), Some(TokenUnits::new(15)));
    }

    proptest! {
        #[test]
        fn every_amount_is_read_back(units in 0..(1_u128 << 96), count in 0..=DECIMALS_MAX) {
            let (units, decimals) = (TokenUnits::new(units), Decimals(count));
            let amount = whole_tokens(units, decimals).unwrap();
            prop_assert_eq!(units_of(amount, decimals), Some(units));
        }

        #[test]
        fn no_amount_panics(units: u128, count in 0..=DECIMALS_MAX) {
            let _ = whole_tokens(TokenUnits::new(units), Decimals(count));
        }
    }
}
