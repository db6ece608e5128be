//! Settings as the owner writes them: what is taken, and what each mistake is told as.

use super::*;
use secrecy::ExposeSecret;

fn vars(extra: &[(&str, &str)]) -> Vars {
    let base = [("TELEGRAM_BOT_TOKEN", "42:abcdefgh")];
    base.iter()
        .chain(extra)
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

fn panel_options(config: &Config) -> &Options {
    match &config.providers[0].system {
        System::Panel { options, .. } => options,
        other => panic!("{:?} is no panel", other.kind()),
    }
}

#[test]
fn defaults_are_those_of_the_documentation() {
    let config = Config::read(&vars(&[])).expect("valid");
    assert_eq!(config.telegram_url, "https://api.telegram.org");
    assert_eq!(config.database_url.expose_secret(), "sqlite://data/storefront.db");
    assert_eq!((config.rates.0.get(), config.rates.1.get()), (25, 1));
    assert_eq!((config.currency.as_str(), config.markup_percent), ("USD", 30.into()));
    assert_eq!(Some(config.price_band), Band::of(10.into()));
    assert_eq!(config.http_addr.to_string(), "127.0.0.1:8080");
}

#[test]
fn a_wrong_setting_is_named_and_never_shown() {
    let wrong = [
        ("TELEGRAM_BOT_TOKEN", "s3cret-without-colon"),
        ("ADMIN_IDS", "777000"),
        ("ADMIN_IDS", "-5"),
        ("ADMIN_IDS", "@alice"),
        ("SHOP_CURRENCY", "usd"),
        ("MARKUP_PERCENT", "-100"),
        ("MARKUP_PERCENT", "3000"),
        ("PRICE_BAND_PERCENT", "-1"),
        ("PRICE_BAND_PERCENT", "501"),
        ("PRICE_BAND_PERCENT", "ten"),
        ("DATABASE_URL", "mysql://s3cret"),
        ("HTTP_ADDR", "everywhere"),
        ("LOG_FORMAT", "xml"),
        ("TELEGRAM_API_URL", "ftp://s3cret"),
        ("TELEGRAM_RATE_CHAT", "0"),
        ("PROVIDER_A_URL", "s3cret"),
        ("PROVIDER_A_COLOR", "red"),
    ];
    for (name, value) in wrong {
        let error = Config::read(&vars(&[(name, value)])).expect_err(name).to_string();
        assert!(error.starts_with(name), "{error}");
        assert!(!error.contains("s3cret"), "{error}");
    }
}

#[test]
fn the_price_band_may_be_anything_from_nothing_to_five_hundred_percent() {
    for percent in ["0", "0.5", "10", "500"] {
        let config = Config::read(&vars(&[("PRICE_BAND_PERCENT", percent)])).expect(percent);
        assert_eq!(Some(config.price_band), Band::of(percent.parse().expect("a number")));
    }
}

#[test]
fn a_short_webhook_secret_is_refused() {
    let url = ("TELEGRAM_WEBHOOK_URL", "https://shop.example/telegram");
    let short = ("TELEGRAM_WEBHOOK_SECRET", "0123456789012345678901234567890");
    let error = Config::read(&vars(&[url, short])).expect_err("31 characters").to_string();
    assert!(error.starts_with("TELEGRAM_WEBHOOK_SECRET"), "{error}");
    let long = ("TELEGRAM_WEBHOOK_SECRET", "01234567890123456789012345678901");
    assert!(Config::read(&vars(&[url, long])).expect("32").webhook.is_some());
}

#[test]
fn a_provider_in_a_foreign_currency_needs_a_rate_to_sell() {
    let group = [
        ("PROVIDER_MAIN_URL", "https://panel.example/api/v2"),
        ("PROVIDER_MAIN_KEY", "k"),
        ("PROVIDER_MAIN_CURRENCY", "UZS"),
    ];
    let config = Config::read(&vars(&group)).expect("valid");
    let provider = &config.providers[0];
    assert_eq!((provider.name.as_str(), provider.host.as_str()), ("main", "panel.example"));
    assert_eq!(provider.conversion, None);
    let mut with_rate = group.to_vec();
    with_rate.push(("PROVIDER_MAIN_RATE", "0.000079"));
    let config = Config::read(&vars(&with_rate)).expect("valid");
    assert_eq!(
        config.providers[0].conversion.map(|rate| rate.to_string()),
        Some("0.000079".to_owned())
    );
}

#[test]
fn options_of_a_provider_are_read_and_a_mistake_names_the_setting_only() {
    let with = |options: &str| {
        Config::read(&vars(&[
            ("PROVIDER_MAIN_URL", "https://panel.example/api/v2"),
            ("PROVIDER_MAIN_KEY", "k"),
            ("PROVIDER_MAIN_OPTIONS", options),
        ]))
    };
    let config = with(r#"{"batch": false, "headers": {"X-Shop": "s3cret"}}"#).expect("valid");
    assert!(!panel_options(&config).batch);
    assert!(!format!("{config:?}").contains("s3cret"), "{config:?}");
    assert_eq!(*panel_options(&with(" ").expect("empty")), Options::default());
    for options in [
        r#"{"colour": "s3cret"}"#,
        r#"{"batch": "s3cret"}"#,
        r#"{"headers": {"Host": "s3cret"}}"#,
        r#"{"method": "get", "body": "form"}"#,
        "[]",
    ] {
        let error = with(options).expect_err(options).to_string();
        assert!(error.starts_with("PROVIDER_MAIN_OPTIONS: "), "{error}");
        assert!(!error.contains("s3cret"), "{error}");
    }
}

#[test]
fn the_master_key_is_64_digits_or_absent() {
    assert!(Config::read(&vars(&[])).expect("valid").master_key.is_none());
    let digits = "0f".repeat(32);
    let config = Config::read(&vars(&[("MASTER_KEY", &digits)])).expect("valid");
    assert!(config.master_key.is_some());
    assert!(!format!("{config:?}").contains(&digits));
    let error =
        Config::read(&vars(&[("MASTER_KEY", "s3cret")])).expect_err("too short").to_string();
    assert!(error.starts_with("MASTER_KEY: ") && !error.contains("s3cret"), "{error}");
    let error =
        Config::read(&vars(&[("MASTER_KEY_OLD", "s3cret")])).expect_err("too short").to_string();
    assert!(error.starts_with("MASTER_KEY_OLD: ") && !error.contains("s3cret"), "{error}");
}

#[test]
fn the_address_of_rates_is_one_of_the_web_and_a_secret() {
    assert!(Config::read(&vars(&[("RATES_URL", " ")])).expect("valid").rates_url.is_none());
    let url = "http://rates.example/s3cret?base=USD";
    let config = Config::read(&vars(&[("RATES_URL", url)])).expect("valid");
    assert!(!format!("{config:?}").contains("s3cret"), "{config:?}");
    assert!(config.rates_url.is_some());
    for url in ["rates.example/s3cret", "ftp://rates.example/s3cret", "https://?s3cret"] {
        let error = Config::read(&vars(&[("RATES_URL", url)])).expect_err(url).to_string();
        assert!(error.starts_with("RATES_URL: ") && !error.contains("s3cret"), "{error}");
    }
}

#[test]
fn a_kind_of_provider_has_the_settings_of_its_kind() {
    let read = |kind: &str, key: Option<&str>| {
        let mut vars = vars(&[]);
        vars.insert("PROVIDER_TWO_KIND".to_owned(), kind.to_owned());
        vars.insert("PROVIDER_TWO_URL".to_owned(), "https://two.example/secret".to_owned());
        vars.extend(key.map(|key| ("PROVIDER_TWO_KEY".to_owned(), key.to_owned())));
        Config::read(&vars)
    };
    let kind_of = |config: Config| config.providers.iter().map(|it| it.system.kind()).next();
    assert_eq!(kind_of(read("mail", None).unwrap()), Some(ProviderKind::Mail));
    assert_eq!(kind_of(read("upmobile", Some("token")).unwrap()), Some(ProviderKind::Upmobile));
    for (kind, key, named) in [
        ("mail", Some("key"), "PROVIDER_TWO_KEY: a mail provider has no key"),
        ("upmobile", None, "PROVIDER_TWO_KEY: is required"),
        ("panel", None, "PROVIDER_TWO_KEY: is required"),
        ("Mail", None, "PROVIDER_TWO_KIND: must be panel, upmobile or mail"),
    ] {
        let error = read(kind, key).unwrap_err().to_string();
        assert!(error.starts_with(named), "{kind}: {error}");
    }
}
