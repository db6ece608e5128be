//! The buttons that customers see, a row each: what one is, `action.rs` says.

macro_rules! with_customers {
    ($($rows:tt)*) => {
        with_owners! {
            $($rows)*
            /// To the main menu.
            Menu = "m",
            /// A page of categories.
            Categories {
                /// From 0.
                page: i64 as number,
            } = "c",
            /// A page of the categories of a platform.
            Platform {
                /// Which; none for those whose names tell none.
                platform: Option<Platform> as platform,
                /// From 0.
                page: i64 as number,
            } = "gp",
            /// A page of the favourites.
            Favourites {
                /// From 0.
                page: i64 as number,
            } = "fv",
            /// Keep a service among the favourites.
            AddFavourite {
                /// The service.
                service: ServiceId as number,
            } = "fy",
            /// Keep it there no more.
            RemoveFavourite {
                /// The service.
                service: ServiceId as number,
            } = "fn",
            /// A page of a category's services.
            Services {
                /// The category.
                category: CategoryId as number,
                /// From 0.
                page: i64 as number,
            } = "s",
            /// A page of what was found.
            Found {
                /// From 0.
                page: i64 as number,
            } = "f",
            /// The card of a service.
            Card {
                /// The service.
                service: ServiceId as number,
                /// The page it was reached from.
                page: i64 as number,
            } = "v",
            /// Begin to order the service of the card: what cards had before.
            Order {
                /// The service.
                service: ServiceId as number,
                /// The page it was reached from.
                page: i64 as number,
            } = "o",
            /// Keep the link or the text that was typed before.
            Keep = "k",
            /// Take a link that seems to be of the wrong kind.
            InsistOnLink = "ki",
            /// Look for services that take the link which this one does not take.
            LookForLink = "lf",
            /// Take the link of an order of before.
            LatestLink {
                /// The order.
                order: OrderId as number,
            } = "ll",
            /// One of the offered quantities.
            Quantity {
                /// How much.
                quantity: i64 as number,
            } = "q",
            /// One of the offered numbers.
            Number {
                /// From 1.
                number: i64 as number,
            } = "p",
            /// One of the values of a choice.
            Choice {
                /// Its place, from 0.
                place: i64 as number,
            } = "ch",
            /// On with a mail domain, or what is missing of it.
            Domain {
                /// Its consent.
                consent: ConsentId as number,
            } = "md",
            /// Look whether the consent of a mail domain is there.
            CheckDomain {
                /// It.
                consent: ConsentId as number,
            } = "mk",
            /// All of a list was sent.
            ListDone = "cd",
            /// Begin the list anew.
            ListClear = "cc",
            /// Confirm a quote.
            Confirm {
                /// The checkout id.
                checkout: CheckoutId as checkout_id,
            } = "ok",
            /// Confirm several orders.
            ConfirmMass {
                /// What stands for all of them.
                batch: CheckoutId as checkout_id,
            } = "om",
            /// Look at the confirm screen again.
            Recheck = "r",
            /// Ask for the code of a coupon.
            Coupon = "cu",
            /// Take the coupon away.
            NoCoupon = "cn",
            /// The person's own link, and what came of it.
            Invite = "iv",
            /// The ways to pay in.
            Deposit = "i",
            /// One of them, by its place from 0.
            DepositWay {
                /// Its place.
                way: i64 as number,
            } = "iw",
            /// A sum to pay in.
            DepositSum {
                /// The place of the way.
                way: i64 as number,
                /// How much.
                sum: Money as amount,
            } = "is",
            /// Show that a request was paid by hand.
            DepositShown {
                /// The request.
                request: DepositRequestId as number,
            } = "ip",
            /// Ask where a payment is.
            DepositQuestion = "iq",
            /// Ask the shop about a payment that was not found.
            DepositTicket {
                /// The question.
                question: DepositQuestionId as number,
            } = "it",
            /// A page of what the person has paid in.
            Deposits {
                /// From 0.
                page: i64 as number,
            } = "ih",
            /// Ask the admins for the missing money.
            TopUp = "t",
            /// One step back in the order dialogue.
            Back = "b",
            /// Leave the order dialogue.
            Cancel = "x",
            /// Back to the order that was begun.
            Resume = "go",
            /// A page of the person's orders.
            Orders {
                /// Which of them.
                filter: Filter as filter,
                /// From 0.
                page: i64 as number,
            } = "l",
            /// The card of an order.
            OrderCard {
                /// The order.
                order: OrderId as number,
            } = "d",
            /// The same order once more.
            OrderAgain {
                /// The order.
                order: OrderId as number,
            } = "da",
            /// Ask whether to cancel an order.
            CancelOrder {
                /// The order.
                order: OrderId as number,
            } = "dc",
            /// Cancel it.
            CancelOrderYes {
                /// The order.
                order: OrderId as number,
            } = "dy",
            /// Ask the provider for a refill.
            AskRefill {
                /// The order.
                order: OrderId as number,
            } = "rf",
            /// Ask whether the provider is to be asked to stop.
            AskCancel {
                /// The order.
                order: OrderId as number,
            } = "rc",
            /// Ask it.
            AskCancelYes {
                /// The order.
                order: OrderId as number,
            } = "ry",
            /// A page of the statement.
            Balance {
                /// From 0.
                page: i64 as number,
            } = "w",
            /// The statement as a file.
            Export = "stx",
            /// Offer the languages.
            Languages = "g",
            /// Choose one.
            Language {
                /// Its tag.
                tag: String as text,
            } = "gl",
            /// When the phone rings for an order.
            Ring {
                /// When.
                ring: Ring as name,
            } = "gr",
            /// How things work.
            Help = "h",
            /// Say what would be deleted of the person.
            EraseMe = "xe",
            /// Delete it.
            EraseMeYes = "xy",
            /// A text about the shop.
            Rules {
                /// Which.
                text: ShopText as name,
            } = "ru",
            /// An answer to what is asked often.
            Faq {
                /// Its number.
                faq: FaqId as number,
            } = "fq",
            /// Support: the person's open tickets, or the question for a new one; for admins the
            /// list of tickets.
            Support = "sp",
            /// Ask something in a new ticket.
            AskSupport {
                /// The order it is about, or 0.
                order: OrderId as number,
            } = "sa",
            /// A ticket of the person's.
            Ticket {
                /// The ticket.
                ticket: TicketId as number,
            } = "tk",
            /// Write into a ticket of the person's.
            TicketWrite {
                /// The ticket.
                ticket: TicketId as number,
            } = "tw",
            /// Close a ticket of the person's.
            TicketSolved {
                /// The ticket.
                ticket: TicketId as number,
            } = "ts",
            /// Hand over what was delivered of an order once more.
            ShowGoods {
                /// The order.
                order: OrderId as number,
            } = "dg",
            /// A label that does nothing, such as the number of the page: what lists had before.
            Nothing = "n",
        }
    };
}
