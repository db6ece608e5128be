//! The buttons of owners, a row each, behind those that are given: what one is, `action.rs` says.
//! Whether somebody is an owner is asked by the handler tree.

macro_rules! with_owners {
    ($($rows:tt)*) => {
        actions! {
            $($rows)*
            /// Confirm an admin's act.
            Act {
                /// 128 bits in hex.
                nonce: String as hex,
            } = "a",
            /// Drop an admin's act.
            ActNo {
                /// 128 bits in hex.
                nonce: String as hex,
            } = "an",
            /// Ask the provider about an order, for owners.
            AskProvider {
                /// The order.
                order: OrderId as number,
                /// For a refill or a cancel.
                kind: OrderRequestKind as name,
            } = "ro",
            /// Ask for cancels of all orders that are stuck, for owners.
            AskStuck = "rs",
            /// A page of the orders in review, for admins.
            Reviews {
                /// From 0.
                page: i64 as number,
            } = "rv",
            /// An order with everything about it, for admins.
            AdminOrder {
                /// The order.
                order: OrderId as number,
            } = "ao",
            /// Begin a decision about an order in review, for admins.
            Decide {
                /// The order.
                order: OrderId as number,
                /// What is decided.
                choice: ReviewChoice as name,
            } = "de",
            /// A page of the coupons, for admins.
            Coupons {
                /// From 0.
                page: i64 as number,
            } = "cl",
            /// A coupon, for admins.
            CouponCard {
                /// Its code.
                code: String as text,
            } = "cp",
            /// Begin to make one of the usual coupons, for admins.
            NewCoupon {
                /// What it takes off.
                percent: i64 as number,
            } = "cw",
            /// Begin to end a coupon, for admins.
            StopCoupon {
                /// Its code.
                code: String as text,
            } = "cs",
            /// Begin to change what inviting earns, for admins.
            SetReferral {
                /// The share.
                percent: i64 as number,
            } = "rr",
            /// The texts about the shop, for admins.
            ShopTexts = "wt",
            /// Ask in which language one is to be, for admins.
            TextLanguages {
                /// Which.
                text: ShopText as name,
            } = "wl",
            /// Ask for it, for admins.
            EditShopText {
                /// Which.
                text: ShopText as name,
                /// In which language.
                lang: Lang as name,
            } = "we",
            /// Go back to the one that ships, for admins.
            ClearShopText {
                /// Which.
                text: ShopText as name,
                /// In which language.
                lang: Lang as name,
            } = "wx",
            /// The questions of a language that are asked often, for admins.
            FaqList {
                /// Which.
                lang: Lang as name,
            } = "wq",
            /// Ask for another one, for admins.
            AddFaq {
                /// In which language.
                lang: Lang as name,
            } = "wa",
            /// Remove one, for admins.
            RemoveFaq {
                /// Its number.
                faq: FaqId as number,
            } = "wr",
            /// The owners of the shop, for admins.
            Owners = "ow",
            /// Begin the removal of an owner, for admins.
            RemoveOwner {
                /// Telegram user id.
                person: PersonId as number,
            } = "or",
            /// Ask an admin why a request for a top-up is declined.
            DeclineTopUp {
                /// The request.
                request: TopUpId as number,
            } = "tn",
            /// Decline it.
            DeclineTopUpAs {
                /// The request.
                request: TopUpId as number,
                /// Why, or that it is said in own words.
                reason: DeclineChoice as name,
            } = "tr",
            /// A page of the people whom an admin searched for last.
            People {
                /// From 0.
                page: i64 as number,
            } = "us",
            /// A person with everything about them, for admins.
            Person {
                /// Telegram user id.
                person: PersonId as number,
                /// The page of the list it was reached from, from 1; 0 for none.
                page: i64 as number,
            } = "u",
            /// A page of a person's statement, for admins.
            PersonStatement {
                /// Telegram user id.
                person: PersonId as number,
                /// From 0.
                page: i64 as number,
            } = "uw",
            /// A page of a person's orders, for admins.
            PersonOrders {
                /// Telegram user id.
                person: PersonId as number,
                /// From 0.
                page: i64 as number,
            } = "ul",
            /// A page of the open tickets, for admins.
            StaffTickets {
                /// From 0.
                page: i64 as number,
            } = "kl",
            /// Send a ticket once more, for admins.
            StaffTicket {
                /// The ticket.
                ticket: TicketId as number,
            } = "kt",
            /// Close a ticket, for admins.
            StaffClose {
                /// The ticket.
                ticket: TicketId as number,
            } = "kx",
            /// Which providers get orders, for admins.
            Providers = "ps",
            /// A provider with everything about it, for admins.
            Provider {
                /// Its name.
                provider: String as text,
            } = "pv",
            /// Begin to add a provider, for admins.
            AddProvider = "pa",
            /// Begin to type a provider's address and key anew, for admins.
            RetypeProvider {
                /// Its name.
                provider: String as text,
            } = "pt",
            /// Type the address and key again after a try that failed, for admins.
            TypeAgain = "pg",
            /// A provider that is being added has the shop's currency, for admins.
            OwnCurrency = "pc",
            /// The rate of a provider that is being added is to be fetched, for admins.
            FetchedRate = "pf",
            /// Begin to switch a provider on or off, for admins.
            SwitchProvider {
                /// Its name.
                provider: String as text,
                /// Which.
                to: Switch as name,
            } = "pw",
            /// Begin the trial of a provider of top-ups, for admins.
            RechargeTrial {
                /// Its name.
                provider: String as text,
            } = "pz",
            /// Begin to say that a trial's figures agree, for admins.
            AgreeTrial {
                /// Which.
                trial: RechargeTrialId as number,
            } = "pe",
            /// Begin to remove a provider of the chat, for admins.
            RemoveProvider {
                /// Its name.
                provider: String as text,
            } = "px",
            /// Begin to say that a provider's other host is the same system, for admins.
            SameSystem {
                /// Its name in the settings.
                provider: String as text,
            } = "pm",
            /// Warn owners of another balance of a provider, for admins.
            WarnBelow {
                /// Its name.
                provider: String as text,
                /// Units of its currency; 0 for never.
                below: i64 as number,
            } = "pb",
            /// Try a stopped provider by one order, for admins.
            ResumeProvider {
                /// Its name in the settings.
                provider: String as text,
            } = "pr",
            /// A page of what providers list otherwise and waits, for admins.
            PriceChanges {
                /// From 0.
                page: i64 as number,
            } = "vc",
            /// Begin to take one of it over, for admins.
            ApplyPrice {
                /// Its source.
                source: SourceId as number,
            } = "va",
            /// Begin to leave one of it, for admins.
            SkipPrice {
                /// Its source.
                source: SourceId as number,
            } = "vs",
            /// Begin to take all of it over, for admins.
            ApplyPrices = "vaa",
            /// Begin to leave all of it, for admins.
            SkipPrices = "vsa",
            /// A page of the services that are off sale for a charge, for admins.
            PausedServices {
                /// From 0.
                page: i64 as number,
            } = "vp",
            /// Begin to put one on sale again, for admins.
            ResumeService {
                /// The service.
                service: ServiceId as number,
            } = "vr",
            /// Begin to let prices follow the settings' rate of a currency, for admins.
            TakeRate {
                /// The provider's name in the settings.
                provider: String as text,
            } = "vt",
            /// Ask what a provider's sentence means, for admins.
            FileWords {
                /// The order in whose answer it is.
                order: OrderId as number,
            } = "fw",
            /// Say what it means, for admins.
            FileAs {
                /// The order in whose answer it is.
                order: OrderId as number,
                /// What it means.
                meaning: Meaning as name,
            } = "fa",
            /// A page of a provider's filed sentences, for admins.
            Filed {
                /// Its name in the settings.
                provider: String as text,
                /// From 0.
                page: i64 as number,
            } = "fl",
            /// Begin to take a filed sentence back, for admins.
            Unfile {
                /// Its number.
                filed: FiledId as number,
            } = "fx",
            /// A page of deposits, for admins.
            AdminDeposits {
                /// Which of them.
                tab: DepositTab as name,
                /// From 0.
                page: i64 as number,
            } = "xl",
            /// A deposit with everything about it, for admins.
            AdminDeposit {
                /// The deposit.
                deposit: DepositId as number,
            } = "xd",
            /// Show the picture that proves it, for admins.
            DepositProof {
                /// The deposit.
                deposit: DepositId as number,
            } = "xf",
            /// Begin to credit a deposit with its sum, for admins.
            CreditDeposit {
                /// The deposit.
                deposit: DepositId as number,
            } = "xk",
            /// Ask for another sum, for admins.
            CreditDepositOther {
                /// The deposit.
                deposit: DepositId as number,
            } = "xo",
            /// Ask why a deposit is declined, for admins.
            DeclineDeposit {
                /// The deposit.
                deposit: DepositId as number,
            } = "xn",
            /// Decline it, for admins.
            DeclineDepositAs {
                /// The deposit.
                deposit: DepositId as number,
                /// Why, or that it is said in own words.
                reason: DeclineChoice as name,
            } = "xr",
            /// The ways in for money, for admins.
            Gateways = "xg",
            /// Begin to open or close one, for admins.
            SwitchGateway {
                /// Its place, from 0.
                place: i64 as number,
            } = "xs",
            /// A service or a category as its owners see it, for admins.
            EditItem {
                /// Which.
                item: CatalogItem as number,
            } = "ei",
            /// Ask in which language a text of it is to be, for admins.
            EditText {
                /// Which item.
                item: CatalogItem as number,
                /// Which text.
                part: TextPart as name,
            } = "et",
            /// Ask for the text, for admins.
            EditTextIn {
                /// Which item.
                item: CatalogItem as number,
                /// Which text.
                part: TextPart as name,
                /// In which language.
                lang: Lang as name,
            } = "el",
            /// Go back to the provider's text, for admins.
            ClearText {
                /// Which item.
                item: CatalogItem as number,
                /// Which text.
                part: TextPart as name,
                /// In which language.
                lang: Lang as name,
            } = "ex",
            /// Pin, unpin, hide or show, for admins.
            MarkItem {
                /// Which item.
                item: CatalogItem as number,
                /// What is done.
                mark: Mark as name,
            } = "em",
            /// A page of what owners have hidden, for admins.
            HiddenItems {
                /// From 0.
                page: i64 as number,
            } = "eh",
            /// Where a service is bought, for admins.
            Sources {
                /// The service.
                service: ServiceId as number,
            } = "so",
            /// Ask where it may be bought too, for admins.
            AddSource {
                /// The service.
                service: ServiceId as number,
            } = "sn",
            /// Begin to take a source away from it, for admins.
            RemoveSource {
                /// The service.
                service: ServiceId as number,
                /// The service that the source came with.
                other: ServiceId as number,
            } = "sr",
            /// Ask whether a provider's balance fits what its orders have cost, for admins.
            CompareBalance {
                /// Its name in the settings.
                provider: String as text,
            } = "pq",
            /// A page of what providers ask the buyers of their products, for admins.
            ProductAsks {
                /// From 0.
                page: i64 as number,
            } = "qa",
            /// Begin to approve one of them or to take that back, for admins.
            ProductAsk {
                /// Its number.
                ask: AskId as number,
            } = "pk",
        }
    };
}
