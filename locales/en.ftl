# Everything a customer reads. Markup is Telegram's HTML; arguments are escaped by the program.

## Menu, language, help

menu-welcome = Hello, { $name }! 👋
    Pick a service, send a link, confirm the price. You will hear about every change of your order right here.
menu-balance = 👛 <b>{ $balance }</b> on your balance
menu-on-the-way = 📦 On the way: { $n ->
        [one] { $n-text } order
       *[other] { $n-text } orders
    }
menu-to-pay = 💳 { $n ->
        [one] { $n-text } top-up waits
       *[other] { $n-text } top-ups wait
    } for your payment
menu-answered = 💬 { $n ->
        [one] { $n-text } answer
       *[other] { $n-text } answers
    } from support: /support
menu-canceled = Canceled. Nothing was charged.
menu-stopped = Canceled. Nothing was done.
menu-begun-anew = The shop was updated in the meantime, so please start this step again. Your orders and money are just where they were.
language-ask = 🌐 <b>Choose your language</b>
    Выберите язык
    Tilni tanlang
ring-ask = 🔔 When shall your phone ring for an order?
key-ring-end = 🔔 When it is done
key-ring-every = 📣 At every change
key-ring-never = 🔕 Never
key-ring-other = 🔔 As usual
ring-chosen = Saved.
language-chosen = Language changed
help-text = <b>How it works</b>
    1. /order – choose a category and a service.
    2. Send the link and the quantity.
    3. Check the exact price and confirm.

    The price is held while your order is on its way and spent only for what is delivered. Whatever is not delivered comes back to your balance.

    /search – find a service by its words; a link or an order number can simply be sent
    /orders – your orders
    /balance – your money and where it went
    /support – ask a person of the shop
    /terms, /privacy, /paysupport – the rules, your data, help with payments
    /language – choose a language
    /cancel – stop what you have begun
claim-done = 🔑 You are the owner of this shop now. Send /start to see your menu.

## Buttons

key-order = 🛒 New order
key-favourites = ★ Favourites · { $n-text }
key-favourite = ☆ Favourite
key-favourite-kept = ★ Favourite
key-copy-card-link = 📋 Copy link
key-orders = 📦 My orders
key-balance = 👛 Balance
key-language = 🌐 Language
key-support = 💬 Support
key-tickets = 🎫 Tickets
key-ticket-new = ✍️ New question
key-ticket-open = 🎫 Open the ticket
key-ticket-write = ✍️ Write more
key-ticket-reply = ↩️ Reply
key-ticket-solved = ✅ Solved
key-help = ❓ Help
key-reviews = 🔎 To check
key-resume = ⏩ Continue my order
key-menu = 🏠 Menu
key-back = ⬅️ Back
key-cancel = ❌ Cancel
key-keep = Keep { $entered }
key-look-for-link = 🔎 What fits this link
key-insist-on-link = Use it anyway
key-confirm = ✅ Confirm · { $price }
key-top-up = 🔔 Ask for a top-up
key-recheck = 🔄 Check again
key-cancel-order = ❌ Cancel the order
key-yes-cancel = ❌ Yes, cancel
key-open-order = 📦 Open the order
key-ask = 💬 Ask
key-order-again = 🔁 Order again
key-order-again-of = 🔁 Again: { $what }
key-ask-refill = ♻️ Ask for a refill
key-ask-cancel = ↩️ Ask to cancel
key-yes-ask-cancel = ↩️ Yes, ask
key-refresh = 🔄 Refresh
key-copy-id = 📋 Copy my ID
button-old = This button is from an earlier step. Use the latest message or send /start.
button-moment = One moment – Telegram asks us to wait a little.

## Browsing

browse-categories = <b>Choose a category</b>
browse-platforms = <b>Choose a platform</b>
browse-platform = <b>{ $platform }</b>
    Choose a category:
mark-popular = most bought
mark-cheapest = cheapest
mark-fastest = fastest
favourites-title = ★ Favourites
favourites-none = ★ <b>No favourites yet</b>
    Press ☆ on the card of a service, and you will find it here.
favourites-gone = { $n ->
        [one] { $n-text } more is
       *[other] { $n-text } more are
    } not on sale now.
favourites-added = Added to your favourites
favourites-removed = Removed from your favourites
browse-services = <b>{ $category }</b>
    Prices per 1,000. Choose a service:
browse-packages = <b>{ $category }</b>
    Prices are for the whole package. Choose one:
browse-services-and-packages = <b>{ $category }</b>
    Prices per 1,000; packages as a whole. Choose a service:
browse-empty = There is nothing on sale right now. Please come back a little later.
browse-category-other = Other
card-category = { $category } · No. { $number }
card-price = 💵 <b>{ $price }</b> per 1,000
card-price-flat = 💵 <b>{ $price }</b> for the whole package
card-price-lines = 💵 <b>{ $price }</b> for { $items }
card-limits = 📏 From { $min } to { $max }
card-lines = 📏 From { $min } to { $items }, written by you
card-lines-exactly = 📏 { $items }, written by you
card-time = ⏱️ Average time: { $time }
card-delivered = ✅ { $percent }% delivered
card-refills-asked = { $percent }% asked for a refill
card-starts = starts in ~{ $time }
card-ends = done in ~{ $time }
about-minutes = { $n-text } min
about-hours = { $n-text } h
about-days = { $n-text } d
duration-none = at once
duration-days = { $n ->
        [one] { $n-text } day
       *[other] { $n-text } days
    }
duration-hours = { $n ->
        [one] { $n-text } hour
       *[other] { $n-text } hours
    }
duration-minutes = { $n ->
        [one] { $n-text } minute
       *[other] { $n-text } minutes
    }
card-refill = ♻️ Refilled if it drops
card-no-refill = ➖ No refill
card-cancel = ↩️ Can be canceled
card-no-cancel = ➖ Cannot be canceled once started

## Finding

key-categories = 🗂️ Categories
search-title = 🔎 { $words } · { $n ->
        [one] { $n-text } service
       *[other] { $n-text } services
    }
search-link-title = 🔗 { $what } · { $n ->
        [one] { $n-text } service
       *[other] { $n-text } services
    }
search-recognised = { $platform } { $kind }
search-kind-profile = profile
search-kind-invite = invitation
search-kind-post = post
search-kind-reel = reel
search-kind-story = story
search-kind-video = video
search-kind-live = live stream
search-kind-track = track
search-kind-album = album
search-kind-playlist = playlist
search-kind-poll = poll
search-kind-other = page
search-read-as = Nothing is called “{ $typed }”. Perhaps you mean this:
search-ask = 🔎 <b>What are you looking for?</b>
    Send a few words of its name, for example <code>instagram likes</code>, or the link you want to promote.
search-instead = Send a few words, for example <code>instagram likes</code>, or look through the categories.
search-nothing = 🔎 Nothing was found for “{ $words }”.
    Try fewer or other words, or look through the categories.
search-near = Similar words: { $near }
search-link-nothing = 🔗 <b>{ $what }</b>
    We have no service for this link right now. Please look through the categories.
search-link-unknown = 🔗 We do not know this site, so we cannot tell which services fit. Please look through the categories.

## Ordering

checkout-link = 🔗 Send the link. For example:
    <code>{ $example }</code>
checkout-link-of = 🔗 Send the link to { $kind }. For example:
    <code>{ $example }</code>
link-kind-profile = a profile
link-kind-invite = an invitation
link-kind-post = a post
link-kind-reel = a reel
link-kind-story = a story
link-kind-video = a video
link-kind-live = a live stream
link-kind-track = a track
link-kind-album = an album
link-kind-playlist = a playlist
link-kind-poll = the post with the poll
link-kind-other = another page
checkout-quantity = 🔢 How many? Send a number from { $min } to { $max }.
checkout-quantity-each = 🔢 How many for each new post? Send a number from { $min } to { $max }.
checkout-price-of-one = 💵 <b>{ $price }</b> each
checkout-quantity-is = 🔢 Quantity: <b>{ $quantity }</b>
field-comments-label = 💬 Comments
field-comments-ask = 💬 Send your comments, one per line.
field-comments-count = { $n ->
        [one] { $n-text } comment
       *[other] { $n-text } comments
    }
field-answer-label = 🗳️ Answer
field-answer-ask = 🗳️ Which answer of the poll? Send its number, 1 for the first.
field-answer-bad = that is not the number of an answer. Send a number from 1 to 100.
field-keywords-label = 🔎 Keywords
field-keywords-ask = 🔎 Which words should people search for? Send them, one phrase per line, for example: buy running shoes
field-keywords-count = { $n ->
        [one] { $n-text } keyword
       *[other] { $n-text } keywords
    }
field-usernames-label = 👥 Users
field-usernames-ask = 👥 Which users should be mentioned? Send their usernames, one per line, for example: alice_01
field-usernames-bad = a username has only Latin letters, digits, dots, hyphens and underscores, for example alice_01.
field-usernames-count = { $n ->
        [one] { $n-text } username
       *[other] { $n-text } usernames
    }
field-hashtags-label = #️⃣ Hashtags
field-hashtags-ask = #️⃣ Which hashtags should be added? Send them, one per line, for example: #summer
field-hashtags-bad = a hashtag is one word of letters, digits and underscores, for example #summer.
field-hashtags-count = { $n ->
        [one] { $n-text } hashtag
       *[other] { $n-text } hashtags
    }
field-groups-label = 👥 Groups
field-groups-ask = 👥 From which groups should people be invited? Send links to the groups, one per line, for example: https://t.me/my_city_chat
field-groups-bad = a link to a group is needed, for example https://t.me/my_city_chat
field-groups-count = { $n ->
        [one] { $n-text } group
       *[other] { $n-text } groups
    }
field-hashtag-label = #️⃣ Hashtag
field-hashtag-ask = #️⃣ Send one hashtag: the people who used it will be mentioned. For example: #summer
field-hashtag-bad = one hashtag of letters, digits and underscores is needed, for example #summer.
field-followed-profile-label = 👤 Followers of
field-followed-profile-ask = 👤 Whose followers should be mentioned? Send a link to that profile, for example: https://instagram.com/nasa
field-followed-profile-bad = a link to a profile on the same platform is needed, for example https://instagram.com/nasa
field-comment-owner-label = 👤 Author of the comment
field-comment-owner-ask = 👤 Who wrote the comment? Send the author's username, for example: alice_01
field-comment-owner-bad = a username has only Latin letters, digits, dots, hyphens and underscores, for example alice_01.
field-media-label = 🖼️ Post
field-media-ask = 🖼️ Send a link to a post: the people who liked it will be mentioned. For example: https://instagram.com/p/CxYz12
field-media-bad = a link to a post on the same platform is needed, for example https://instagram.com/p/CxYz12
field-country-label = 🌍 Country
field-country-ask = 🌍 Visitors from which country? Send its two-letter code, for example US, DE or UZ, or WW for the whole world.
field-country-bad = a country's two-letter code is needed, for example US, DE or UZ, or WW for the whole world.
field-device-label = 📱 Devices
field-device-ask = 📱 What should visitors use?
field-device-desktop = Computers
field-device-android = Android
field-device-ios = iPhone and iPad
field-device-mobile = All phones
field-device-mixed = Everything
field-traffic-label = 🧭 Visitors come
field-traffic-ask = 🧭 How should visitors come to the page?
field-traffic-search = From Google search
field-traffic-referrer = From another page
field-traffic-direct = Directly
field-search-word-label = 🔎 Search for
field-search-word-ask = 🔎 What should visitors type into Google? Send the words, for example: buy running shoes
field-referrer-label = ↪️ From the page
field-referrer-ask = ↪️ From which page should visitors come? Send its link, for example: https://example.com/blog
field-referrer-bad = a link to a public page is needed, for example https://example.com/blog
field-delivery-label = 🧩 Delivery
field-delivery-ask = 🧩 Everything at once, or the same quantity several times, part by part?
field-delivery-at-once = All at once
field-delivery-in-parts = In parts
field-runs-label = 🧩 Parts
field-runs-ask = 🧩 How many parts? Each is { $quantity }; all together { $max } at most.
field-runs-bad = that is not a number of parts. Send a number from 2 to 100.
parts-too-large = ⚠️ All parts together may be { $max } at most, and each is { $quantity } now. Go back and choose fewer per part.
parts-outside = ⚠️ Send a number of parts from { $min } to { $max }: more would be above the limit.
field-interval-label = ⏱️ Time between parts
field-interval-ask = ⏱️ How long from one part to the next?
field-interval-bad = press one of the buttons, or send its number of minutes.
field-account-label = 👤 Account
field-account-ask = 👤 Whose new posts should get it? Send the username of a public account, for example: alice_01
field-account-bad = a username has only Latin letters, digits, dots, hyphens and underscores, for example alice_01.
field-posts-label = 📰 New posts
field-posts-ask = 📰 For how many new posts? Each of them gets { $quantity }.
field-posts-bad = that is not a number of posts. Send a number from 1 to 500.
field-delay-label = ⏱️ Begins after a post
field-delay-ask = ⏱️ How long after a post should it begin?
field-delay-bad = press one of the buttons, or send its number of minutes.
field-days-label = 📅 Lasts
field-days-ask = 📅 For how many days? What new posts have not used by then comes back to your balance.
field-days-bad = that is not a number of days. Send a number from 3 to 90.
list-between = Several messages are fine; press Done after the last. From { $min } to { $items }.
list-up-to = Several messages are fine; press Done after the last. Up to { $items }.
list-package = Several messages are fine; press Done after the last. The price is for the package, up to { $items }.
list-exactly = Several messages are fine; press Done after the last. Exactly { $items }.
list-so-far = 📝 { $items }:
checkout-entered = { $label }: <b>{ $value }</b>
key-list-done = ✅ Done
key-list-clear = 🗑️ Start again
checkout-typed = ✏️ You wrote: { $typed }
ordered-package = 1 package
ordered-parts = { $n-text } × { $quantity }, every { $interval }
ordered-posts = { $n ->
        [one] { $quantity } for { $n-text } new post
       *[other] { $quantity } for each of { $n-text } new posts
    }
browse-products = <b>{ $category }</b>
    Prices per item. Choose a product:
browse-mixed = <b>{ $category }</b>
    Prices per 1,000; products per item. Choose:
card-price-unit = 💵 <b>{ $price }</b> each
card-stock-in = 📦 In stock
card-stock-left = 📦 In stock: { $left }
card-stock-out = 📦 Out of stock
field-asked-label = 🔒 Your answer
field-asked-ask = 🔒 The supplier asks you:
    <blockquote>{ $asks }</blockquote>
    Send your answer as one message. It is kept encrypted and goes to nobody but the supplier.
entered-sealed = kept encrypted
key-keep-sealed = Keep my answer
card-price-previewed = 💵 You choose the amount. The price with the commission is shown before you confirm.
browse-recharges = <b>{ $category }</b>
    What would you like to top up?
change-pricing-previewed = the price is asked for before each order now
field-phone-label = 📱 Phone
field-phone-ask = 📱 Send the mobile number to top up, for example +7 916 123-45-67. It is kept encrypted.
field-phone-bad = a mobile number is needed, for example +7 916 123-45-67.
field-phone-foreign = ⚠️ This is a number from abroad: { $country }{ $code }. Only Russian mobile numbers (+7) can be topped up.
field-phone-not-mobile = ⚠️ This is not a mobile number. Only Russian mobile numbers can be topped up.
field-game-login-label = 🎮 Login
field-game-login-ask = 🎮 Send the login of the account to top up, not the display name. It is kept encrypted.
field-game-login-bad = a login is one word without spaces.
field-wallet-label = 👛 Wallet
field-wallet-ask = 👛 Send the address of the wallet. What goes to a wrong address is lost. It is kept encrypted.
field-wallet-bad = an address is one word of letters and digits.
field-operator-label = 📶 Operator
field-operator-ask = 📶 Which operator?
field-amount-label = 💰 Amount
field-amount-ask = 💰 How much should arrive?
recharge-operator-guess = The number looks like { $operator }. Check it: numbers can move to another operator.
recharge-amount-range = From { $min } to { $max }. Press an amount or type a whole number.
recharge-amount-bad = ⚠️ A whole number from { $min } to { $max } is needed.
recharge-amount-is = 💰 Will arrive: <b>{ $amount }</b>
recharge-price-asked = ⏳ Asking for the price. It appears here in a moment.
recharge-commission = ➕ Commission included in the price: { $commission }
recharge-final = ❗ Check the details: a top-up cannot be taken back.
recharge-short = ⚠️ You need <b>{ $missing }</b> more. Top-ups are paid from the balance without bonus.
recharge-no-price-refused = ⚠️ The supplier does not take this amount for this operator. Go back and choose another one. Nothing was charged.
recharge-no-price-unreachable = ⚠️ The supplier does not answer, so there is no price yet. Nothing was charged. Please try again.
recharge-no-price-unreadable = ⚠️ The supplier's price could not be understood, so nothing is sold at it. Nothing was charged. Please try again later.
recharge-no-price-gone = ⚠️ This top-up is not sold at the moment. Nothing was charged.
recharge-no-price-given-up = ⚠️ This price was replaced by a newer one. Nothing was charged.
recharge-no-price-other = ⚠️ There is no price yet. Nothing was charged.
recharge-key-again = 🔄 Ask again
order-facts-recharge = 💰 Amount: { $quantity }
    🕒 Placed: { $time }
refuse-previews-too-many = You have asked for many prices. Please try again in an hour.
checkout-summary-product = <b>Check your order</b>

    { $service }
order-facts-product = 🔢 Quantity: { $quantity }
    🕒 Placed: { $time }
key-show-goods = 🎁 Show what I bought
goods-delivered = 🎁 <b>Order #{ $order }: what you bought</b>
    Tap the hidden text to read it.
goods-in-file = 🎁 <b>Order #{ $order }: what you bought</b>
    It is in the file.
goods-on-their-way = It comes in a message of its own.
change-pricing-unit = the price is per item now
refuse-favourites-full = You have { $max } favourites, and there is no room for more. Remove one first.
refuse-out-of-stock = This product is out of stock right now, so nothing was ordered. Please look again later.
refuse-stock-short = Only { $left } left in stock. Please order fewer.
refuse-no-goods = There is nothing to show for this order.
refuse-ask-decided = This was decided already, or is not asked any more.
checkout-summary = <b>Check your order</b>

    { $service }
    🔗 { $link }
checkout-price = 💵 Price: <b>{ $price }</b>
    👛 Your balance: { $balance }
checkout-duplicate = ⚠️ <b>Order #{ $order } for the same link is still running</b> ({ $state }, { $quantity }). Confirm only if you want a second one.
key-open-duplicate = 🔎 Look at #{ $order }
checkout-after = 👛 After the order: { $after }
checkout-short = ⚠️ You need <b>{ $missing }</b> more. The order waits here until your balance has grown.
checkout-requoted = ⚠️ The price has changed since you looked. Please check it again.
mass-title = <b>Check { $n ->
        [one] { $n-text } order
       *[other] { $n-text } orders
    }</b>
mass-none = None of these lines can be ordered.
mass-problems = ⚠️ { $n ->
        [one] { $n-text } line is
       *[other] { $n-text } lines are
    } left out:
mass-more = … and { $n ->
        [one] { $n-text } more line
       *[other] { $n-text } more lines
    }
mass-running = order #{ $order } for this link is still running
mass-too-many = ⚠️ That is { $n-text } lines, and { $max } at a time are possible. Nothing was ordered.
    Send them in parts.
mass-changed = ⚠️ Something has changed since you looked. Please check again:
mass-placed = ✅ <b>{ $n ->
        [one] { $n-text } order is placed
       *[other] { $n-text } orders are placed
    }:</b> { $orders }
    👛 Balance: { $balance }
mass-name = Several orders
mass-problem-form = write it as: service number | link | quantity
mass-problem-unknown = there is no service with this number
mass-problem-fields = this service needs more than a link and a quantity, so order it by itself
mass-problem-link = this is not a link
mass-problem-other-link = this service needs another kind of link
mass-problem-number = the quantity is not a number
mass-quantity-outside = the quantity must be from { $min } to { $max }
mass-twin = the same link as in line { $line }
mass-problem-other = this line cannot be ordered
help-mass = Several orders at once: send a line for each, <code>service number | link | quantity</code>. On the card of a service <code>link quantity</code> is enough.
checkout-changed = ⚠️ <b>This has changed since you looked. Please check it again:</b>
change-name = the name changed: { $before } → { $after }
change-category = the category changed: { $before } → { $after }
change-type = it is ordered differently now
change-pricing-flat = the price is for the whole package now
change-pricing-thousand = the price is per 1,000 now
change-limits = the limits changed: { $before } → { $after }
change-refill = refill is offered now
change-no-refill = refill is no longer offered
change-cancel = it can be canceled now
change-no-cancel = it can no longer be canceled once started
change-no-parts = it is no longer delivered in parts, so all comes at once
change-time = the average time changed: { $before } → { $after }
change-description = the description changed: { $after }
change-no-description = the description was removed
change-back = it was off sale and is sold again
change-price = the price changed: { $before } → { $after }
checkout-placed = ✅ <b>Order #{ $order } is placed.</b>
    We will write here when it is done.
    👛 Balance: { $balance }
checkout-already = Order #{ $order } is already placed. You were charged only once.
top-up-asked = Your request has reached us: { $missing } more. You will get a message as soon as your balance grows.
top-up-asked-already = Your request has reached us already. You will get a message as soon as your balance grows.
top-up-too-often = You have asked several times within a few minutes. Please wait a little before you ask again.
top-up-still-missing = { $missing } is still missing.
top-up-is-open = 🔔 You have asked the shop for { $amount }. No answer yet.
top-up-is-declined = ❌ Your request for { $amount } was declined. You may ask again.
top-up-reason-not-found = The payment was not found.
top-up-reason-pay-first = Please pay first. Contact support to learn how.
top-up-reason-not-now = This is not possible at the moment.
top-up-reason-other = The shop gave another reason.
top-up-not-needed = Your balance is enough now.

## Wrong input

link-not-a-link = ⚠️ That is not a link. Send one like <code>{ $example }</code>
link-too-long = ⚠️ That is too long for a link. Send one like <code>{ $example }</code>
link-several = ⚠️ That is more than one link. Send one at a time, like <code>{ $example }</code>
link-contact = ⚠️ That is an e-mail address or a phone number. Send the link of a page, like <code>{ $example }</code>
link-wrong-platform = ⚠️ This service works on { $platform } only. Send a link like <code>{ $example }</code>
link-wrong-kind = ⚠️ This is a link to { $found }. This service needs a link to { $wanted }, like <code>{ $example }</code>
quantity-not-a-number = ⚠️ That is not a number. Send digits only, from { $min } to { $max }.
quantity-not-positive = ⚠️ The quantity must be more than zero: from { $min } to { $max }.
quantity-not-whole = ⚠️ The quantity must be a whole number from { $min } to { $max }.
quantity-outside = ⚠️ The quantity must be from { $min } to { $max }.
choice-bad = Press one of the buttons, or go back.
field-empty = ⚠️ There was no text in that message.
field-unfit = ⚠️ That does not fit: { $rule }
field-too-long = ⚠️ That is too long: { $max } characters at most.
list-item-unfit = ⚠️ “{ $item }” does not fit: { $rule } Nothing from this message was added.
list-item-too-long = ⚠️ Line { $line } of this message is longer than { $max } characters. Nothing from it was added: shorten that line and send it again.
list-too-many = ⚠️ That would make { $items }; this service takes { $max }. Nothing from this message was added.
list-too-long = ⚠️ The whole list may be { $max } characters at most. Nothing from this message was added.
list-outside = ⚠️ There are { $items }; the service takes { $min } to { $max }. Send more, or start again.
list-not-exactly = ⚠️ So far: { $items }. This service takes exactly { $max }: send the missing ones, or start again.
fallback-link = A link is needed now. Send it as text, or go back.
fallback-number = A number is needed now. Send it as text, or go back.
fallback-list = Text is needed now, one item per line. Send it, or go back.
fallback-word = Text is needed now. Send it, or go back.
fallback-confirm = Your order is waiting for you to confirm it.
fallback-support = We can only pass on text. Please write your question as text.
fallback-reason = Send the reason as text, or cancel.
fallback-own-text = Send it as plain text, or cancel.
fallback-source = Send the number of the service as text, or cancel.
fallback-id = Send the provider's number as text, or cancel.
fallback-unknown = I did not understand that. Here is what I can do:

## Refusals

refuse-service-gone = This service is not sold any more. Please choose another one.
refuse-not-sellable = This type of service is not available yet.
refuse-service-paused = This service is paused because its supplier has trouble. Please try again later or choose another one.
refuse-quantity = The quantity must be from { $min } to { $max } now. Please enter it again.
refuse-quote-gone = This order was not confirmed in time. Please order again with /order.
refuse-owes = You owe { $amount }. You can order again once it is paid.
refuse-too-many-reviews = Three of your orders are being checked. You can order again as soon as one of them is decided.
refuse-banned = You cannot place new orders. Your running orders go on.
refuse-sales-paused = New orders are paused for a moment. Please try again later. Your money is safe.
refuse-order-not-found = There is no such order. See yours with /orders.
refuse-not-cancelable = The order is on its way already and cannot be canceled here.
refuse-already-decided = This was decided already.
refuse-already-decided-by = This was decided already by admin { $admin }.
refuse-refund-refused = This order is being submitted or checked. Decide it in /review.
refuse-refund-needs-anyway = This order is being delivered. To return money all the same, put the word “anyway” into the reason.
refuse-refund-too-much = That is more than can still be returned for this order: { $left }.
refuse-fully-refunded = Already fully refunded.
refuse-refund-whole = This order is still waiting in the queue: it can only be returned in full, which cancels it.
refuse-own-account = You cannot change your own balance. Ask another owner.
refuse-person-not-found = There is no such person here. They must have written to the bot once.
refuse-id-taken = This number belongs to order #{ $order } already.
refuse-amount-too-large = This is too much for one order. Please enter a smaller quantity.
refuse-markup-moved = The markup has changed since. Send /markup to see it now.
refuse-markup-unchanged = The markup is { $percent }% already, so there is nothing to change.
refuse-owner-stays = Only owners named in the settings can remove owners, and only those who joined by the link.
refuse-owner-not-banned = Owners of the shop cannot be banned.
refuse-banned-already = This customer is banned already.
refuse-not-banned = This customer is not banned.
refuse-provider-not-stopped = This provider is no longer stopped: see /providers.
refuse-stop-stays = No order can be sent there yet. /providers says what has to be fixed first.
refuse-trial-under-way = A trial order is already allowed or on its way. Wait for its answer.
refuse-nothing-to-file = There is no answer left here whose meaning could be set.
refuse-filed-already = The meaning of this answer is already set. See /providers.
refuse-filed-full = { $max } answers of this provider have a meaning already. Remove one in /providers first.
refuse-filed-gone = This answer has no meaning set any more.
refuse-item-not-found = There is no such service or category any more.
refuse-source-gone = The service is not bought there any more.
refuse-source-same = That is the service itself. Send the number of another one.
refuse-source-known = It is bought there already. Send the number of another one.
refuse-source-full = No more sources can be added. Remove one first.
refuse-source-product = Products can only be bought from their own provider. Send the number of another service.
refuse-source-type = That service is ordered differently, so it cannot replace this one. Send the number of another one.
refuse-source-pricing = Its price is for something else, so the two cannot be compared. Send the number of another one.
refuse-source-limits = Its limits are narrower than those of this service. Send the number of one with the same limits or wider ones.
refuse-source-refill = It does not refill, and this service was sold with refills. Send the number of another one.
refuse-source-cancel = It cannot be canceled, and this service can. Send the number of another one.
refuse-source-dripfeed = It does not deliver in parts, and this service does. Send the number of another one.
refuse-source-other = It cannot replace this service. Send the number of another one.
refuse-own-text-empty = That text is empty. Send it once more.
refuse-own-text-too-long = That is { $long } characters, and { $max } fit. Send a shorter one.
refuse-top-up-gone = There is no such request any more.
refuse-top-up-given = This was given already by admin { $admin }. Nothing more was done.
refuse-top-up-declined = This was declined already by admin { $admin }. Nothing more was done.
refuse-top-up-superseded = The customer has asked again since then. The newer message shows the current amount. Nothing was done.
refuse-ticket-not-found = There is no such ticket. See the open ones with /support.
refuse-ticket-closed = This ticket is closed already.
refuse-ticket-full = Nothing more fits into this ticket. A new question needs a new one: /support.
refuse-tickets-too-many = Three of your tickets are open already, so please write into one of them or close one.
refuse-too-many-messages = That is a lot of messages for one hour. What came before has reached us; please send this one again a little later.
refuse-text-empty = Only words and pictures can be passed on. Please write it as text.
refuse-text-too-long = That is { $long } characters, and { $max } fit into one message. Please send it in parts; nothing was passed on yet.

## Support

support-ask = 💬 <b>What is your question?</b>
    Write it as text, in one message. We answer here.
support-ask-order = 💬 <b>What about order #{ $order }?</b>
    Write it as text, in one message. We see the order itself, so there is no need to describe it.
support-own = 💬 <b>Your open tickets</b>
    Open one to read it or to write more.
support-opened = 🎫 <b>Ticket { $ticket } is open, we answer here.</b>
    If you think of something else, just write it: it is added.
support-added = 🎫 Added to { $ticket }. We answer here.
support-reopened = 🎫 { $ticket } is open again and has your message. We answer here.
support-write = ✍️ Write your message for { $ticket } as text.
support-solved = ✅ { $ticket } is closed. Glad it is solved!
ticket-head-waiting = 🎫 <b>{ $ticket }</b> · waiting for our answer
ticket-head-answered = 🎫 <b>{ $ticket }</b> · answered
ticket-head-closed = 🎫 <b>{ $ticket }</b> · closed
ticket-about-order = 📦 About order #{ $order }
ticket-line-question = <b>You</b> · { $time }
ticket-line-answer = <b>The shop</b> · { $time }
ticket-answer = 💬 <b>Answer to { $ticket }:</b>
ticket-closed-by-shop = 🎫 { $ticket } is closed. If something is still open, just reply.
ticket-closed-by-time = 🎫 { $ticket } is closed, because we heard nothing from you for two weeks. If something is still open, just reply.

## Orders

orders-title = 📦 <b>Your orders</b>
    { $n ->
        [one] { $n-text } order in this list.
       *[other] { $n-text } orders in this list.
    }
orders-none = 📦 <b>Your orders</b>
    Nothing here yet.
day-of-month = { $day } { $month }
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec
filter-all = All
filter-open = On the way
filter-done = Done
filter-problems = Problems
order-head-queued = { $emoji } <b>Order #{ $order } is placed</b> · { $state }
order-head-accepted = { $emoji } <b>Order #{ $order } is accepted</b> · not started yet
order-head = { $emoji } <b>Order #{ $order }</b> · { $state }
order-facts = 🔗 { $link }
    🔢 Quantity: { $quantity }
    🕒 Placed: { $time }
order-start-count = 📍 Count at the start: { $count }
order-progress = { $bar } { $percent } %
    📈 Delivered: { $done } of { $quantity }
order-parts = 🧩 Part { $known } of { $count } · { $done } done
order-posts = 📰 Post { $known } of { $count } · { $done } done
order-in-review = We are checking this order with our supplier. Your money is safe: either the order goes on or all of it comes back.
order-silent = 🔕 Our supplier has no news about this order right now. Your money is safe; if this lasts, the shop looks into it.
order-ask-cancel = Cancel order #{ $order }? { $amount } comes back to your balance.
order-request = { $what } · { $time }
order-request-again = You can ask again from { $time } on.
order-before-cancel = ↩️ <b>Ask to cancel order #{ $order }?</b>

    Our supplier decides. What is delivered by then stays and is paid; the rest comes back to your balance when the supplier confirms it.
request-refill-queued = ♻️ Refill requested
request-refill-accepted = ♻️ Refill under way
request-refill-done = ♻️ Refilled
request-refill-rejected = ♻️ Refill refused
request-refill-unclear = ♻️ Refill requested, no clear answer
request-refill-other = ♻️ Refill
request-cancel-queued = ↩️ Cancellation requested
request-cancel-accepted = ↩️ Cancellation requested, not confirmed yet
request-cancel-done = ↩️ Stopped as requested
request-cancel-rejected = ↩️ Not stopped
request-cancel-other = ↩️ Cancellation
request-refusal-not-offered = This service does not offer that.
request-refusal-not-now = That is not possible right now.
request-refusal-returned = Money for this order was returned, so there is no refill.
request-refusal-open = Already requested. The answer comes here.
request-refusal-too-many = It was requested three times. Please contact support.
request-too-soon = It can be requested once a day: again from { $time } on.
request-refusal-other = That is not possible right now.
toast-refill-asked = Requested. The answer comes here.
toast-cancel-asked = Requested. The money comes back when it is confirmed.
order-canceled = Canceled. The money is back on your balance.
money-held = 💵 { $paid } is held for this order. It is spent only for what is delivered.
money-held-part = 💵 { $held } is held for this order; { $returned } of { $paid } came back already.
money-spent = 💵 { $paid } spent.
money-returned-all = 💵 All of it, { $paid }, is back on your balance.
money-returned-part = 💵 { $returned } of { $paid } came back because { $remains } of { $quantity } were not delivered. { $kept } spent.
money-returned-some = 💵 { $returned } of { $paid } came back. { $kept } spent.

## Balance

balance-available = 👛 <b>Balance: { $available }</b>
balance-held = ⏳ Held for orders: { $held }
balance-bonus = 🎁 Of that, bonus: { $bonus }
balance-owed = ⚠️ You owe: { $owed }
balance-id = 🆔 Your ID: <code>{ $id }</code>
balance-no-entries = No transactions yet.
movement-line = <b>{ $sum }</b> { $what } · { $day }
movement-order = order #{ $order }, { $state }
movement-entry = { $sum } { $what } · { $time }
key-export = 📄 Export
export-file = 📄 Your statement. Amounts are exact, times are UTC.
export-on-its-way = The file is on its way.
csv-time = Time (UTC)
csv-in = In ({ $currency })
csv-out = Out ({ $currency })
csv-held = Held ({ $currency })
csv-order = Order
csv-what = What

## The client's command menu

command-start = Main menu
command-order = New order
command-search = Find a service
command-orders = My orders
command-balance = My balance
command-support = Contact support
command-language = Choose a language
command-help = How it works
command-cancel = Cancel this step
bot-description = Order digital services right in this chat. Prices are exact, you hear about every change, and money for what is not delivered comes back.
bot-short-description = A shop in your chat: pick, pay, done.

## What customers are told

notice-apology = 😔 Sorry, something went wrong on our side and your last message had no effect. Your money is safe. Please try again, and if it happens again tell us this number: <code>{ $error }</code>
notice-service = { $service }
notice-key-open = 📦 Open order #{ $order }
notice-key-fresh = 💵 See the new price
notice-key-again = 🛒 Order it again
notice-key-checkout = ✅ Back to my order

notice-order-queued = { $emoji } <b>Order #{ $order } is back in line and will be sent again</b>
notice-order-submitting = { $emoji } <b>Order #{ $order } is being sent</b>
notice-order-review = { $emoji } <b>Order #{ $order } is being checked</b>
notice-order-begun = { $emoji } <b>Order #{ $order } has started</b>
notice-ordered = 🔗 { $link }
    🔢 Quantity: { $quantity }
notice-ordered-product = 🔢 Quantity: { $quantity }
notice-ordered-recharge = 💰 Amount: { $quantity }
notice-order-active = { $emoji } <b>Order #{ $order } is accepted</b>
notice-order-completed = { $emoji } <b>Order #{ $order } is delivered</b>
notice-order-partial = { $emoji } <b>Order #{ $order } is delivered in part</b>
notice-order-canceled = { $emoji } <b>Order #{ $order } is canceled</b>
notice-order-rejected = { $emoji } <b>Order #{ $order } could not be placed</b>

notice-money-held = 💵 { $paid } is held for it and is spent only for what is delivered.
notice-money-held-part = 💵 { $kept } is held for it; { $returned } of { $paid } came back already.
notice-money-safe = 🔒 It is being checked, your money is safe: either the order goes on or the money comes back. There is nothing you have to do.
notice-money-spent = 💵 { $paid } was spent.
notice-refill-done = ♻️ <b>Order #{ $order } was refilled</b>
notice-refill-refused = ♻️ <b>No refill for order #{ $order }</b>
notice-refill-unclear = ♻️ <b>The refill of order #{ $order } is unclear</b>
notice-cancel-refused = ↩️ <b>Order #{ $order } goes on</b>
request-reason-refused = Our supplier refused. You can ask again a day after your last request.
request-reason-not-sent = Our supplier could not be reached for a day. You can ask again now.
request-reason-no-answer = Our supplier gave no clear answer. The refill may still come; you can ask again after a day.
request-reason-interrupted = The shop stopped while it was asking. The refill may still come; you can ask again after a day.
request-reason-no-number = Our supplier took the request but does not say what became of it.
request-reason-rejected-later = Our supplier looked at it and refused.
request-reason-not-found = Our supplier no longer knows of the request.
request-reason-delivered = It was delivered before it could be stopped.
request-reason-ignored = Our supplier was asked to stop and has not stopped within a day. You can ask again.
request-reason-order-over = The order had already ended.
request-reason-other = Contact support if you want to know more.
notice-money-returned-all = 💵 All of it, { $paid }, is back on your balance.
notice-money-returned-all-by-now = 💵 { $now } came back to your balance now; with what came back before, all { $paid } was returned.
notice-money-returned-part = 💵 Returned { $returned } of { $paid }, because { $remains } of { $quantity } were not delivered. { $kept } was spent.
notice-money-returned-some = 💵 Returned { $returned } of { $paid } to your balance. { $kept } was spent.
notice-money-returned-more = 💵 { $now } came back to your balance now, { $returned } of { $paid } in all. { $kept } was spent.
notice-money-returned-earlier = 💵 { $kept } was spent; { $returned } of { $paid } came back before.

notice-credited = 💰 <b>{ $amount } was added to your balance</b>
notice-debited = 💸 <b>{ $amount } was taken from your balance</b>
notice-refunded = ↩️ <b>{ $amount } of order #{ $order } came back to your balance</b>
notice-top-up-declined = ❌ <b>Your request for { $amount } was declined</b>
notice-top-up-next = You can ask again or contact support.
notice-reason = 💬 { $reason }
notice-balance = 👛 Balance: { $amount }
notice-owed = ⚠️ You owe { $amount }. The next money added pays it first; until then you cannot order.

## Why an order was not placed or was canceled, and what to do next

reject-service-gone = This service is not sold any more. Please choose another one with /order.
reject-bad-link = The link was not accepted. Make sure that it is right and that the page is public, then order again.
reject-quantity-too-low = The quantity was too small for this service. Please order again with a larger one.
reject-quantity-too-high = The quantity was too large for this service. Please order again with a smaller one.
reject-bad-quantity = The quantity was not accepted. Please order again with another one.
reject-type-field = This service needs details that cannot be entered here yet. Please choose another one with /order.
reject-too-long = The list is too long for our supplier. Please order with fewer lines at a time.
reject-bad-request = The order could not be sent. That is our mistake, not yours; please try another service or come back later.
reject-price-rose = The price rose before the order could be sent, so nothing was bought. Look at the new price and order again if it suits you.
reject-not-placed = We have checked: it was never placed. You can order again.
reject-waited-too-long = It could not be sent for a whole day, so we gave up waiting. You can order again, or choose another service.
reject-by-customer = You canceled it. You can order again at any time with /order.
reject-by-admin = The shop canceled it for you. You can order again at any time with /order.
reject-other = It could not be carried out. You can order again or choose another service with /order.
field-mail-domain-label = 🌐 Domain
field-mail-domain-ask = 🌐 Which mail domain of your own do you want to test? Send its name, for example: example.com
    All mails go to one made-up address at it. First you prove by a DNS record that the domain is yours.
no-domain-address = This is an e-mail address. Send only the name of your own domain, for example: example.com. The address is made up by us.
no-domain-unfit = This is no domain name. Send only the name, for example: example.com
no-domain-script = Only names in plain Latin letters can be tested, for example: example.com
no-domain-number = This is a number of a machine. Send the name of your domain, for example: example.com
no-domain-local = This name is not known on the internet. Send the name of your domain, for example: example.com
no-domain-public = Anybody can have names under this one. Send the name that is yours, for example: example.com
no-domain-too-long = This name is too long. Send the name of your domain, for example: example.com
no-domain-other = This is no domain that can be tested. Send its name, for example: example.com
consent-ask = 🌐 <b>{ $domain }</b>
    To prove that the domain is yours, add this TXT record at exactly this name:
    <code>{ $record }</code>
    Some DNS forms call the name <code>@</code>. The mail server of the domain has to be inside it, with a reverse name there.
    The record is good until { $until }.
consent-checking = 🔎 Looking into the DNS of <b>{ $domain }</b>…
    This can take half a minute. This message changes by itself.
consent-proved = ✅ <b>{ $domain }</b> is proved to be yours.
    Leave the record where it is: it is read again right before anything is sent. It is good until { $until }.
consent-about = 🔎 { $about }
consent-key-use = ✅ Go on
consent-key-check = 🔎 Check now
consent-key-copy = 📋 Copy the record
consent-key-copy-name = 📋 Copy the name
checkout-mail = ✉️ What will happen: { $quantity } mails go to one made-up address at <b>{ $domain }</b> and to nobody else. Right before, the record and the mail server are read again; if anything is not as it was, nothing is sent and your money comes back. Once it has begun, it cannot be stopped.
refuse-consent-missing = The domain is not proved to be yours, or the proof is older than 30 days. Check its record again.
refuse-consent-gone = This domain is not on your list. Send its name again.
refuse-domains-too-many = You have { $max } domains already. Wait until one of them runs out.
refuse-checks-too-many = You can check { $max } times an hour. Try again later.
refuse-domain-busy = An order for this domain is not finished yet. One at a time.
refuse-domain-full = { $n ->
    [0] The domain has had its mails of the day. Try again tomorrow.
    [one] The domain can get { $n-text } more mail today.
   *[other] The domain can get { $n-text } more mails today.
    }
notice-admin-found = 🔎 <b>Order #{ $order } was found</b> in the provider’s list under ID { $id }. It goes on.
notice-admin-not-found = 🔎 <b>Order #{ $order } was not placed:</b> the provider’s lists, read twice, do not have it. The money is back with the customer.
reject-in-no-list = We have checked: it was never placed. You can order again.
admin-reason-in-their-list = found in the provider’s list
admin-reason-in-no-list = The provider’s lists do not have it.
provider-card-on-mail = ✉️ <b>By switching it on you affirm:</b> the provider has given you its word that it sends these mails from its own servers, and not through sign-up forms of strangers.
    The shop sends only to domains whose owners have proved their consent by DNS. Your word is written to the journal.
consent-missing-other = Something is not as it has to be.
consent-missing-no-domain = There is no such domain in the DNS.
consent-missing-no-record = The TXT record is not there. If it was added just now, wait a few minutes and check again.
consent-missing-other-token = There is a record of ours, but with another code. Copy the one from here and put it in its place.
consent-missing-alias = The domain is an alias of another name (CNAME or DNAME). The record has to stand at the domain itself.
consent-missing-wildcard = A wildcard record (*) answers for any name here, so this one proves nothing. Remove the wildcard, or use the domain above it.
consent-missing-no-mx = The domain has no MX record of its own, so it takes no mail.
consent-missing-null-mx = The MX record of the domain says that it takes no mail.
consent-missing-unfit-mx = An MX record does not name a proper mail server, or there are too many of them.
consent-missing-no-mx-address = A mail server of the domain has no public address.
consent-missing-no-reverse = The address of a mail server has no reverse name (PTR record).
consent-missing-foreign-mx = Its mail goes to a server outside the domain. Only a domain with a mail server of its own can be tested.
consent-missing-unconfirmed = The reverse name of a mail server does not lead back to its address.
consent-missing-no-answer = A name server did not answer. Check again in a few minutes.
consent-missing-server-error = A name server answers with an error. Check again later, or ask whoever runs your DNS.
consent-missing-servers-disagree = Your name servers do not say the same yet. Wait until the change has reached all of them.
consent-missing-expired = The record is older than 30 days, and a new one is needed.
consent-missing-order-open = Another order for this domain is not finished yet.
consent-missing-day-full = The domain has had its 5,000 mails of the day.
consent-missing-stale = The check of the domain took too long.
reject-consent-no-domain = Nothing was sent. There is no such domain in the DNS.
reject-consent-no-record = Nothing was sent. The TXT record is not there. If it was added just now, wait a few minutes and check again.
reject-consent-other-token = Nothing was sent. There is a record of ours, but with another code. Copy the one from here and put it in its place.
reject-consent-alias = Nothing was sent. The domain is an alias of another name (CNAME or DNAME). The record has to stand at the domain itself.
reject-consent-wildcard = Nothing was sent. A wildcard record (*) answers for any name here, so this one proves nothing. Remove the wildcard, or use the domain above it.
reject-consent-no-mx = Nothing was sent. The domain has no MX record of its own, so it takes no mail.
reject-consent-null-mx = Nothing was sent. The MX record of the domain says that it takes no mail.
reject-consent-unfit-mx = Nothing was sent. An MX record does not name a proper mail server, or there are too many of them.
reject-consent-no-mx-address = Nothing was sent. A mail server of the domain has no public address.
reject-consent-no-reverse = Nothing was sent. The address of a mail server has no reverse name (PTR record).
reject-consent-foreign-mx = Nothing was sent. Its mail goes to a server outside the domain. Only a domain with a mail server of its own can be tested.
reject-consent-unconfirmed = Nothing was sent. The reverse name of a mail server does not lead back to its address.
reject-consent-no-answer = Nothing was sent. A name server did not answer. Check again in a few minutes.
reject-consent-server-error = Nothing was sent. A name server answers with an error. Check again later, or ask whoever runs your DNS.
reject-consent-servers-disagree = Nothing was sent. Your name servers do not say the same yet. Wait until the change has reached all of them.
reject-consent-expired = Nothing was sent. The record is older than 30 days, and a new one is needed.
reject-consent-order-open = Nothing was sent. Another order for this domain is not finished yet.
reject-consent-day-full = Nothing was sent. The domain has had its 5,000 mails of the day.
reject-consent-stale = Nothing was sent. The check of the domain took too long.
admin-reason-consent-no-domain = Nothing was sent, for want of consent. There is no such domain in the DNS.
admin-reason-consent-no-record = Nothing was sent, for want of consent. The TXT record is not there. If it was added just now, wait a few minutes and check again.
admin-reason-consent-other-token = Nothing was sent, for want of consent. There is a record of ours, but with another code. Copy the one from here and put it in its place.
admin-reason-consent-alias = Nothing was sent, for want of consent. The domain is an alias of another name (CNAME or DNAME). The record has to stand at the domain itself.
admin-reason-consent-wildcard = Nothing was sent, for want of consent. A wildcard record (*) answers for any name here, so this one proves nothing. Remove the wildcard, or use the domain above it.
admin-reason-consent-no-mx = Nothing was sent, for want of consent. The domain has no MX record of its own, so it takes no mail.
admin-reason-consent-null-mx = Nothing was sent, for want of consent. The MX record of the domain says that it takes no mail.
admin-reason-consent-unfit-mx = Nothing was sent, for want of consent. An MX record does not name a proper mail server, or there are too many of them.
admin-reason-consent-no-mx-address = Nothing was sent, for want of consent. A mail server of the domain has no public address.
admin-reason-consent-no-reverse = Nothing was sent, for want of consent. The address of a mail server has no reverse name (PTR record).
admin-reason-consent-foreign-mx = Nothing was sent, for want of consent. Its mail goes to a server outside the domain. Only a domain with a mail server of its own can be tested.
admin-reason-consent-unconfirmed = Nothing was sent, for want of consent. The reverse name of a mail server does not lead back to its address.
admin-reason-consent-no-answer = Nothing was sent, for want of consent. A name server did not answer. Check again in a few minutes.
admin-reason-consent-server-error = Nothing was sent, for want of consent. A name server answers with an error. Check again later, or ask whoever runs your DNS.
admin-reason-consent-servers-disagree = Nothing was sent, for want of consent. Your name servers do not say the same yet. Wait until the change has reached all of them.
admin-reason-consent-expired = Nothing was sent, for want of consent. The record is older than 30 days, and a new one is needed.
admin-reason-consent-order-open = Nothing was sent, for want of consent. Another order for this domain is not finished yet.
admin-reason-consent-day-full = Nothing was sent, for want of consent. The domain has had its 5,000 mails of the day.
admin-reason-consent-stale = Nothing was sent, for want of consent. The check of the domain took too long.

## Order states

order-state-queued = waits to be sent
order-state-submitting = is being sent
order-state-review = is being checked
order-state-active = in progress
order-state-accepted = accepted, not started yet
order-state-silent = no news from our supplier
order-state-completed = delivered
order-state-partial = delivered in part
order-state-canceled = canceled
order-state-rejected = not placed
order-state-other = unknown
state-emoji-queued = ⏳
state-emoji-submitting = 📤
state-emoji-review = 🔎
state-emoji-active = 🚀
state-emoji-accepted = 🆗
state-emoji-silent = 🔕
state-emoji-completed = ✅
state-emoji-partial = 🌓
state-emoji-canceled = ↩️
state-emoji-rejected = ❌
state-emoji-other = ❔

## Lines of the statement, without markup

memo-hold = held for order #{ $order }
memo-settle = spent on order #{ $order }
memo-settle-part = order #{ $order }: a part spent, the rest returned
memo-release = order #{ $order }: all returned
memo-return = order #{ $order }: returned
memo-refund = order #{ $order }: returned by the shop
memo-repay = debt paid from what order #{ $order } returned
memo-credit = added by the shop: { $reason }
memo-debit = taken by the shop: { $reason }
memo-loss = order #{ $order }: the shop's loss

## What admins are told

notice-admin-review = 🔎 <b>Order #{ $order } needs your decision</b>
    { $reason }
    The customer's money stays held until you decide.
notice-admin-reviews-waiting = 🔎 <b>{ $n ->
        [one] { $n-text } order waits
       *[other] { $n-text } orders wait
    } for your decision.</b>
    The customers' money stays held until you decide.
notice-admin-attention = ⚠️ <b>A strange report about order #{ $order }</b>
    { $reason }
    The order goes on and no money has moved. If it stays like this, ask the provider.
notice-admin-attention-many = ⚠️ <b>{ $n ->
        [one] A strange report about { $n-text } more order
       *[other] Strange reports about { $n-text } more orders
    }</b>
    { $orders }
    They go on and no money has moved. If it stays like this, ask the provider.
notice-admin-overcharge = 💸 <b>Order #{ $order } costs far more than expected</b>
    <code>{ $provider }</code> charges <code>{ $charge }</code> instead of <code>{ $expected }</code>.
notice-admin-overcharge-loss = 🚨 That is more than the { $paid } the customer paid: the shop loses money on it.
notice-admin-overcharge-kept = The customer paid { $paid }, which covers it.
notice-admin-overcharge-unknown = The customer paid { $paid }. The provider's currency has no rate now, so nobody knows whether that covers it.
notice-admin-overcharge-hint = The order goes on. Ask the provider why, and compare the service's price there.
notice-admin-overcharge-many = 💸 <b>{ $n ->
        [one] { $n-text } more order costs far more than expected
       *[other] { $n-text } more orders cost far more than expected
    }</b>
    { $orders }
    They go on. Each order's page shows what was expected and what is charged. Ask the provider why.
notice-admin-late-acceptance = 🚨 <b>Order #{ $order } was accepted after its money had gone back</b>
    The provider calls it <code>{ $id }</code>. The customer keeps the money; the shop's loss is { $amount }. Ask the provider to cancel it.
notice-admin-double-acceptance = 🚨 <b>Order #{ $order } was accepted once more than it should be</b>
    It was sent again, and the provider had taken the first one too, as <code>{ $id }</code>. The customer pays once; the shop's loss is { $amount }. Ask the provider to cancel <code>{ $id }</code>.
notice-admin-late-answer = 🕰️ <b>Order #{ $order }: an answer came late</b>
    { $answer }
    It changed nothing. Look at the order before you decide.
notice-admin-late-answer-id = 🕰️ <b>Order #{ $order }: an answer came late</b>
    { $answer }
    It named the id <code>{ $id }</code>. It changed nothing: compare that id with the order at the provider.
notice-admin-late-answer-many = 🕰️ <b>{ $n ->
        [one] More late answers about { $n-text } order
       *[other] More late answers about { $n-text } orders
    }</b>
    { $orders }
    They changed nothing. Each order's page shows every answer and id: look there before you decide.
notice-admin-stuck = 🐌 <b>No change for a month</b>
    { $orders }
    Ask the provider about these orders.
notice-admin-provider = ⚠️ <b>Provider</b> <code>{ $provider }</code>
    { $fault }
notice-admin-stopped = ⛔ <b>Nothing is sent to</b> <code>{ $provider }</code> <b>any more</b>
notice-admin-trial-failed = ⛔ <b>The trial order did not help:</b> <code>{ $provider }</code> <b>stays stopped</b>
notice-admin-provider-resumed = ▶️ <b>One order may be sent to</b> <code>{ $provider }</code> <b>as a trial.</b> Allowed by <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-filed = 🏷️ <b>The meaning of an answer of</b> <code>{ $provider }</code> <b>was set</b>
    <code>{ $words }</code>
    { $meaning }. By <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-unfiled = 🏷️ <b>The meaning of an answer of</b> <code>{ $provider }</code> <b>was removed</b>
    <code>{ $words }</code>
    It was: { $meaning }. Removed by <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-provider-back = ✅ <b>Provider</b> <code>{ $provider }</code> <b>works again</b>
synced-per-unit = price per item now
notice-admin-product-asks = 📝 <b>Provider</b> <code>{ $provider }</code> <b>asks buyers of its products for something</b>
    { $n ->
        [one] { $n-text } new request waits for your approval.
       *[other] { $n-text } new requests wait for your approval.
    }
    Until then these products are not sold.
notice-admin-products-need-key = 🔒 <b>Products of</b> <code>{ $provider }</code> <b>are not sold</b>
    Goods and buyers' answers are kept encrypted only. Set <code>MASTER_KEY</code> and start again.
notice-admin-ask-approved = 📝 <b>Buyers of</b> <code>{ $provider }</code> <b>may be asked now:</b>
    <code>{ $asks }</code>
    Approved by <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-ask-withdrawn = 📝 <b>Buyers of</b> <code>{ $provider }</code> <b>are not asked any more:</b>
    <code>{ $asks }</code>
    Taken back by <code>{ $admin }</code>, ID <code>{ $by }</code>.
admin-act-goods-shown = Goods of an order shown to an owner
admin-key-product-asks = 📝 What buyers are asked
admin-asks = 📝 <b>What providers ask buyers of products</b>
    ⏳ waits for you, and its products are not sold. ✅ is approved. Press one to change it.
admin-asks-none = 📝 No provider asks buyers of products for anything.
admin-card-ask-approve = 📝 <b>Let buyers be asked this?</b> They will send what it asks for to <code>{ $provider }</code>.
    <code>{ $asks }</code>
    { $n ->
        [one] { $n-text } product asks it.
       *[other] { $n-text } products ask it.
    }
admin-card-ask-withdraw = 📝 <b>Take the approval back?</b> The products of <code>{ $provider }</code> that ask this go off sale.
    <code>{ $asks }</code>
    { $n ->
        [one] { $n-text } product asks it.
       *[other] { $n-text } products ask it.
    }
admin-done-ask-approve = 📝 Approved. The products of <code>{ $provider }</code> that ask this are on sale.
admin-done-ask-withdraw = 📝 Taken back. The products of <code>{ $provider }</code> that ask this are off sale.
admin-usage-goods = <b>To see what was delivered for a customer's order:</b> <code>/goods ORDER</code>
    For example: <code>/goods 1001</code>
    It is logged, and every owner is told.
admin-card-show-goods = 🎁 <b>Show you the goods of this order?</b> It is logged, and every owner is told.
admin-card-product =
    🎁 <code>{ $service }</code> × { $quantity }
admin-done-show-goods = 🎁 The goods of order #{ $order } come in a message of their own.
admin-reason-completed-without-goods = Reported as completed, yet no goods came with it.
command-goods = Show the goods of an order
notice-admin-returns-stopped = 🚨 <b>Provider</b> <code>{ $provider }</code> <b>returns too much at once</b>
    Its returns wait for you in /review for an hour. Ask the provider whether something broke before you confirm them.
notice-admin-catalog-unreadable = ⚠️ <b>The services of</b> <code>{ $provider }</code> <b>could not be read</b>
    The catalog stays as it was.
notice-admin-rows-unread = ⚠️ <b>The list of</b> <code>{ $provider }</code> <b>has unreadable rows: { $n-text }</b>
    Such services are not sold until they can be read. For an id that is listed twice nothing new is taken over.
notice-admin-catalog-empty = ⚠️ <code>{ $provider }</code> <b>sent an empty list of services</b>
    { $known } are known. The catalog stays as it was.
notice-admin-catalog-shrunk = ⚠️ <code>{ $provider }</code> <b>listed far fewer services than before</b>
    { $listed } of { $known } known ones. The catalog stays as it was.
notice-admin-update-given-up = 🚨 <b>A message could not be handled</b>
    Error <code>{ $error }</code>, person <code>{ $person }</code>. The person was told this number; the log has it too.
notice-admin-updates-given-up = 🚨 <b>{ $n ->
        [one] { $n-text } more message could not be handled
       *[other] { $n-text } more messages could not be handled
    }</b>
    Errors <code>{ $errors }</code>. The people were told these numbers; the log has them too.
notice-admin-undeliverable = ⚠️ <b>A message could not be delivered</b>
    Row <code>{ $row }</code> to chat <code>{ $chat }</code> was refused by Telegram and is set aside.
    Reason: { $reason }
notice-admin-strange-update = 🚨 <b>An update came twice with different content</b>
    Update <code>{ $update }</code>; the first one counts. If a webhook is set up, its secret may be known to somebody else.
notice-admin-chat-lost = ⚠️ <b>The admin chat does not take messages</b>
    Alerts come to you until it does. Add the bot to that chat again, or set another ADMIN_CHAT_ID.
notice-admin-intake = 🚨 <b>Messages do not reach this bot</b>
    { $fault }
notice-admin-clock-forward = ⏰ <b>The machine's clock was set forward by { $by }</b>
    No order is returned and nothing expires because of it. The shop takes over the machine's time only when it starts: restart the shop once the clock is right.
notice-admin-clock-back = ⏰ <b>The machine's clock was set back by { $by }</b>
    No order is returned and nothing expires because of it. The shop takes over the machine's time only when it starts: restart the shop once the clock is right.
notice-admin-clock-found-back = ⏰ <b>The machine's clock was set back by about { $by } while the shop was off</b>
    Prices shown before and open buttons of owners have expired. Orders are not affected.
notice-admin-audit = 🚨 <b>The books do not add up: { $n ->
        [one] { $n-text } check
       *[other] { $n-text } checks
    } failed</b>
    Run <code>storefront audit</code> and look before you move any money.
notice-admin-act = 🧾 <b>{ $act }</b>
notice-admin-act-amount = 💵 { $amount }
notice-admin-act-order = 📦 Order #{ $order }
notice-admin-act-people =
    👤 <code>{ $name }</code> · ID <code>{ $person }</code>
    👮 By <code>{ $admin }</code> · ID <code>{ $by }</code>
notice-admin-act-reason = 💬 <code>{ $reason }</code>

notice-admin-markup = 📈 <b>Markup: { $before }% → { $after }%</b>
    Set by admin <code>{ $admin }</code> · ID <code>{ $by }</code>
notice-admin-markup-reset = 📈 <b>Markup: { $before }% → { $after }%</b>
    Reset to the settings by admin <code>{ $admin }</code> · ID <code>{ $by }</code>
notice-admin-owner-removed = 🔑 <code>{ $name }</code> (ID <code>{ $id }</code>) is no longer an owner of the shop. Removed by <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-owners-claimed = 🔑 <b>The settings do not name every owner.</b> These claimed the shop by its link:

notice-synced = 🔄 <b>The services of</b> <code>{ $provider }</code>
notice-synced-same = ✅ Nothing has changed.
notice-synced-unchanged = Unchanged: { $n-text }
notice-synced-added = 🆕 <b>New: { $n-text }</b>
notice-synced-restored = ↩️ <b>Back again: { $n-text }</b>
notice-synced-hidden = 🗑️ <b>Gone: { $n-text }</b>
notice-synced-raised = 📈 <b>Price up: { $n-text }</b>
notice-synced-lowered = 📉 <b>Price down: { $n-text }</b>
notice-synced-changed = ✏️ <b>Changed: { $n-text }</b>
notice-synced-unread = 🚫 <b>Listed, but unreadable: { $n-text }</b>
notice-synced-unread-line = • <code>{ $id }</code> · { $field }: { $flaw }
notice-synced-unread-row = • row { $place } · { $field }: { $flaw }
notice-synced-line = • <code>{ $name }</code> · { $what }
notice-synced-move = • <code>{ $name }</code> · { $before } → <b>{ $after }</b>
notice-synced-more = … and { $n-text } more
notice-synced-unreachable = ⚠️ <b>The services of</b> <code>{ $provider }</code> <b>could not be fetched</b>
    { $why }
    The catalog stays as it was.
notice-synced-off = ⚠️ <b>Provider</b> <code>{ $provider }</code> <b>is not in the settings any more</b>
    Its services are not sold.
synced-name = now “{ $name }”
synced-limits = quantity { $before } → { $after }
synced-kind = type { $before } → { $after }
synced-category = category “{ $name }”
synced-per-thousand = price per 1,000 now
synced-flat = price for the whole order now
synced-details = description or options
unread-field-row = the whole row
unread-field-id = id
unread-field-name = name
unread-field-kind = type
unread-field-rate = price
unread-field-min = minimum
unread-field-max = maximum
unread-field-other = something
unread-flaw-missing = missing
unread-flaw-unreadable = unreadable
unread-flaw-ambiguous = can be read in two ways
unread-flaw-other-currency = in another currency
unread-flaw-too-small = too small
unread-flaw-repeated = there twice
unread-flaw-listed-twice = listed twice, with differences
unread-flaw-other = unclear

admin-fault-no-connection = No connection to it. Try /sync again in a while.
admin-fault-reset = It closed the connection. Try /sync again in a while.
admin-fault-timeout = It did not answer in time. Try /sync again in a while.
admin-fault-http = It answered with an HTTP error. Try /sync again in a while.
admin-fault-throttled = It cannot be asked more often right now. Try /sync again in a minute.
admin-fault-auth = It refuses the key or has suspended the account. Check the key in the settings.
admin-fault-web-page = It answered with a web page, not with JSON. Check the URL in the settings.
admin-fault-rate = It asks for fewer requests. Try /sync again in a minute.
admin-fault-other = It refused to answer. The log says more.

admin-act-credit = Money given
admin-act-debit = Money taken
admin-act-ban = Customer banned
admin-act-unban = Ban ended
admin-act-refund = Money for an order returned
admin-act-review-placed = Decided: it was placed
admin-act-review-send-again = Decided: send it again
admin-act-review-not-placed = Decided: not placed, all returned
admin-act-review-return = Decided: the return is right
admin-act-review-delivered = Decided: delivered, nothing returned
admin-act-other = Money moved

admin-provider-fault-no-connection = It cannot be reached. Its orders wait and are sent as soon as it answers.
admin-provider-fault-out-of-funds = Your balance there is too small. Top it up, and the waiting orders are sent automatically.
admin-provider-fault-rate-limited = It asks for fewer requests. Orders wait a little.
admin-provider-fault-throttled = The shop's own limit of calls a minute is used up; the provider has refused nothing. Orders wait a little.
admin-provider-fault-duplicate-link = It still works on another order for the same link. The new one waits.
admin-provider-fault-auth = It refuses the key or has suspended the account. Check the key in the settings.
admin-provider-fault-web-page = It answers with a web page, not with JSON. Is the URL right, or does it want a check that only browsers pass?
admin-provider-fault-catalog-unreachable = Its list of services could not be fetched. The catalog stays as it was.
admin-provider-fault-status-unreachable = It does not answer questions about orders. What it delivers goes on; changes are told as soon as it answers again.
admin-provider-fault-other = Something is wrong there. The log says more.
admin-stop-off = It is not in the settings any more.
admin-stop-no-rate = The settings have no rate for its currency (PROVIDER_…_RATE).
admin-stop-no-fetched-rate = There is no recent rate for its currency (RATES_URL): none came, or the last one is more than five days old. A new one ends this by itself; so does PROVIDER_…_RATE with a restart.
admin-stop-currency = It works in another currency than the settings say. Its services are not sold until the two agree.
admin-stop-key = It refuses the key or has suspended the account. Check the key in the settings.
admin-stop-address = What answers at its address takes no orders. Check the URL in the settings.
admin-stop-unclear = Three orders in a row had an unknown outcome. One order is tried when its balance can be read, or when you resume it.
admin-stop-other = It is stopped.
admin-said-account = Its account says: <code>{ $words }</code>
admin-said = It said: <code>{ $words }</code>
admin-said-page = It answers with a web page, not with JSON: is the URL right? <code>{ $words }</code>
admin-said-web-page = It answered with a web page: <code>{ $words }</code>
admin-stop-waits = Its orders wait; this returns none of them. See /providers.
admin-intake-conflict = Another program reads this bot's updates. Stop it, or give this shop a bot of its own.
admin-intake-foreign-webhook = A webhook that is not ours is set for this bot. Remove it, or make a new token if you did not set it.
admin-intake-webhook-not-set = Telegram does not take this shop's webhook address, so no message arrives. Check TELEGRAM_WEBHOOK_URL; it is tried again by itself.
admin-intake-other = Another program uses this bot's token. Make a new token if it is not yours.

admin-reason-placed = placed by the customer
admin-reason-accepted = accepted by the provider
admin-reason-sent-again = sent again by an admin
admin-reason-timeout = The provider did not answer in time: nobody knows whether it was placed.
admin-reason-reset = The connection broke before an answer: nobody knows whether it was placed.
admin-reason-http-5xx = The provider answered with a server error: nobody knows whether it was placed.
admin-reason-unreadable = The provider's answer could not be read: nobody knows whether it was placed.
admin-reason-no-order-id = The provider answered without an id: nobody knows whether it was placed.
admin-reason-unlisted-error = The provider answered with an unknown error: it may have been placed.
admin-reason-error-with-order = The provider answered with an id and an error at once: it may have been placed.
admin-reason-id-taken = The provider answered with the id of another order.
admin-reason-interrupted = The shop stopped while it was being sent: nobody knows whether it was placed.
admin-reason-returns-stopped = The provider returned too many orders within an hour; this return waits for you.
admin-reason-provider-failed = The provider reports a failure.
admin-reason-unknown-status = The provider reports an unknown status.
admin-reason-silent-unknown = For half a day the provider says that it does not know this order.
admin-reason-silent-absent = For half a day the provider's answers leave this order out.
admin-reason-silent-unreadable = For half a day the provider's answers about this order cannot be read.
admin-reason-partial-without-remains = The provider reports a partial delivery and does not say what is missing.
admin-reason-partial-package = The provider reports a part of something that is sold as one piece.
admin-reason-canceled-with-charge = Reported as canceled, yet nothing is missing and the provider keeps its charge.
admin-reason-canceled-without-charge = Reported as canceled, yet nothing is missing and the provider names no charge.
admin-reason-canceled-without-count = Reported as canceled, and what it says of the undelivered part is no number.
admin-reason-partial-contradicts = Reported as partial, yet nothing or everything is said to be missing.
admin-reason-canceled-package = A package was canceled with several pieces left: some of it may have been delivered.
admin-reason-completed-contradicts = Reported as completed, yet everything is said to be missing.
admin-reason-settles-by-children = The provider has split it into several orders.
admin-reason-children-contradict = The orders that the provider names for it cannot be right: one is there twice, belongs to another order, or there are too many.
admin-reason-no-connection = The provider could not be reached.
admin-reason-out-of-funds = Your balance at the provider is too small.
admin-reason-rate-limited = The provider asks for fewer requests.
admin-reason-throttled = The shop's own limit of calls was used up; nothing was sent.
admin-reason-duplicate-link = The provider still works on this link.
admin-reason-auth = The provider refuses the key.
admin-reason-address = What answers at its address takes no orders.
admin-reason-service-gone = The provider does not sell this service any more.
admin-reason-bad-link = The provider refused the link.
admin-reason-quantity-too-low = Below the provider's smallest quantity.
admin-reason-quantity-too-high = Above the provider's largest quantity.
admin-reason-bad-quantity = The provider refused the quantity.
admin-reason-type-field = The provider wants a field that this shop does not send yet.
admin-reason-too-long = The list is too long for a provider that is asked with GET.
admin-reason-bad-request = The provider refused the request itself.
admin-reason-price-rose = It would have cost more than was paid.
admin-reason-not-placed = It was not placed.
admin-reason-waited-too-long = It could not be sent for a day.
admin-reason-typed = typed by an admin
admin-reason-seen = came with an unclear answer
admin-reason-refill-unclear = Nobody knows what became of a refill that was asked for.
admin-reason-source-closed = Nothing could be bought there, and elsewhere it could.
admin-reason-by-customer = canceled by the customer
admin-reason-by-admin = canceled by an admin
admin-reason-other = another reason

## Admins: buttons

admin-key-confirm = ✅ Confirm
admin-key-drop = ❌ Decline
admin-key-give = ✅ Give { $amount }
admin-key-decline = ❌ Decline
admin-key-no-reason = Without a reason
admin-key-own-words = ✍️ In my own words
admin-key-not-found = Not found
admin-key-pay-first = Pay first
admin-key-not-now = Not possible now
admin-key-edit = ✏️ Edit
admin-key-hidden = 🙈 Hidden ({ $n-text })
admin-key-rename = ✏️ Rename
admin-key-describe = 📝 Description
admin-key-pin = 📌 Pin
admin-key-unpin = 📌 Unpin
admin-key-hide = 🙈 Hide
admin-key-sources = 🔀 Where it is bought
admin-key-source-add = ➕ Add a source
admin-key-source-remove = ➖ { $provider } #{ $id }
admin-key-show = 👁️ Show
admin-key-listed-text = ↩️ Provider's text
admin-key-owners = 🔑 Owners
admin-key-providers = 🏭 Providers
admin-key-resume = ▶️ Resume { $provider }
admin-key-file = 🏷️ Set its meaning
admin-key-filed = 🏷️ Known answers: { $provider }
admin-key-unfile = ❌ { $words }
admin-key-remove-owner = ❌ Remove { $name }
admin-key-attach = ✅ Yes, this is it
admin-key-reviews = 🔎 To check
admin-key-person = 👤 Customer
admin-key-people = ⬅️ Back to the list
admin-key-statement = 🧾 Statement
admin-key-orders = 📦 Orders
admin-key-copy-id = 📋 Copy ID
admin-key-copy-credit = 📋 Copy /credit
admin-key-order = 📦 Order #{ $order }
admin-key-placed = ✅ Placed, I have its number
admin-key-again = 🔁 Not placed: send it again
admin-key-ask-refill = ♻️ Ask for a refill
admin-key-ask-cancel = ↩️ Ask to cancel
admin-key-ask-stuck = ↩️ Ask to cancel all
admin-key-not-placed = ↩️ Not placed: return the money
admin-key-return = ↩️ Right: return the money
admin-key-delivered = ✅ Delivered: return nothing

## Admins: tickets

staff-opened = new question
staff-again-open = open
staff-again-closed = closed
staff-how = ↩️ Reply to this message, and the customer gets your text.
staff-wrote = <code>{ $name }</code> writes:
staff-wrote-reopened = <code>{ $name }</code> writes, and the ticket is open again:
staff-answered = answered by <code>{ $name }</code>:
staff-answered-reopened = answered by <code>{ $name }</code>, and open again:
staff-sent = ✅ sent to the customer
staff-sent-reopened = ✅ sent to the customer; the ticket had been closed and is open again
staff-sent-blocked = ⚠️ kept for the customer, who has blocked the bot: they read it when they come back
staff-unreachable = ⚠️ the customer has blocked the bot: your answer is kept and reaches them when they come back
staff-solved = ✅ <code>{ $name }</code> says that it is solved
staff-closed = ❌ closed by <code>{ $name }</code>
staff-order = { $emoji } <b>#{ $order }</b> · { $state }
    🛒 <code>{ $service }</code> × { $quantity } · { $price }
    🏭 <code>{ $provider }</code> · <code>{ $id }</code>
staff-line-question = ❔ { $time }
staff-line-answer = 💬 { $time } · admin <code>{ $admin }</code>
staff-masked = 🙈 Links and numbers are hidden in a group. The whole text: /support in the chat with me.
staff-key-close = ❌ Close { $ticket }
staff-key-tickets = 🎫 All open tickets
staff-list = 🎫 <b>{ $n ->
        [one] { $n-text } open ticket
       *[other] { $n-text } open tickets
    }</b>
    Waiting for an answer: { $waiting }. Open one and reply to it.
staff-none = 🎫 <b>No open tickets</b>
    New questions come here by themselves.
staff-age-minutes = { $n-text } min
staff-age-hours = { $n-text } h
staff-age-days = { $n-text } d
staff-toast-closed = { $ticket } is closed
staff-you-closed = { $ticket } is closed, and the customer was told. A reply to any of its messages opens it again.
notice-admin-tickets-waiting = 🎫 <b>{ $n ->
        [one] { $n-text } customer has
       *[other] { $n-text } customers have
    } waited for an answer for more than a day</b>
    { $tickets }
    Open them with /support in the chat with me.

## Admins: commands

help-admin = <b>For you as an owner</b>
    /review – orders that wait for your decision
    /support – open tickets; answer by replying to them
    /order 1001 – everything about an order
    /order 1001 1002 – refills and cancels of several
    /credit USER AMOUNT REASON – give money
    /debit USER AMOUNT REASON – take money
    /refund ORDER [AMOUNT] REASON – return money of an order
    /user TEXT – find a customer by ID, @username or a part of the name
    /ban USER [REASON] – take no new orders of a customer
    /unban USER [REASON] – let them order again
    /goods ORDER – what was delivered of a product
    /providers – which providers get orders, and why not
    /sync – look at the providers' services now
    /markup – what is added to the providers' prices
    /coupon – coupons: make, look, stop
    /referral – what inviting customers earns
    /texts – terms, privacy, help with payments, questions and answers
    /owners – who owns the shop
    Nothing happens before you press Confirm.
    ✏️ Edit under a service or a category changes its name, description and place at once.
command-review = Orders that wait for a decision
command-credit = Give a customer money
command-debit = Take a customer's money
command-refund = Return money for an order
command-ban = Stop a customer's new orders
command-unban = Let a customer order again
command-user = Find a customer
command-sync = Check the providers' services now
command-markup = Show or change the markup
command-owners = Who owns the shop
command-providers = Which providers get orders
admin-usage-credit = <b>To give money:</b> <code>/credit USER AMOUNT REASON</code>
    For example: <code>/credit 123456789 12.50 bank transfer received</code>
    Customers find their numeric ID under /balance; /user finds it by name.
admin-usage-debit = <b>To take money:</b> <code>/debit USER AMOUNT REASON</code>
    For example: <code>/debit 123456789 12.50 transfer was reversed</code>
    Customers find their numeric ID under /balance; /user finds it by name.
admin-usage-refund = <b>To return money for an order:</b> <code>/refund ORDER [AMOUNT] REASON</code>
    All that is left: <code>/refund 1001 never started</code>
    A part: <code>/refund 1001 2.50 started late</code>
    Put the word <code>anyway</code> into the reason for an order that is being delivered.
admin-usage-ban = <b>To stop a customer's new orders:</b> <code>/ban USER [REASON]</code>
    For example: <code>/ban 123456789 disputes every payment</code>
    Customers find their numeric ID under /balance; /user finds it by name.
admin-usage-unban = <b>To let a customer order again:</b> <code>/unban USER [REASON]</code>
    For example: <code>/unban 123456789</code>
    Customers find their numeric ID under /balance; /user finds it by name.
admin-usage-user = <b>To find a customer:</b> <code>/user TEXT</code>
    By numeric ID: <code>/user 123456789</code>
    By username: <code>/user @ann</code>
    By a part of the name: <code>/user ann</code>
admin-usage-markup = <b>To change it:</b> <code>/markup 25</code>
    From 0 to 500, decimals with a point: <code>/markup 17.5</code>
    Prices that customers have been shown already stay as they are.
admin-wrong-incomplete = ⚠️ Something is missing.
admin-wrong-user = ⚠️ USER must be the numeric ID of a customer, like 123456789. Names like @ann change hands, so they are never accepted.
admin-wrong-order = ⚠️ ORDER must be the number of an order, like 1001 or #1001.
admin-wrong-amount = ⚠️ That is not a plain amount. Write it with digits and a point, like 12.50. A reason cannot begin with a number.
admin-wrong-amount-precise = ⚠️ An amount has at most six decimals, like 0.000125.
admin-wrong-amount-zero = ⚠️ The amount must be above zero, like 12.50.
admin-wrong-amount-large = ⚠️ That amount is too large. Write one like 12.50.
admin-wrong-no-reason = ⚠️ A reason is missing. The customer reads it, so write it for them.
admin-wrong-long-reason = ⚠️ The reason is too long: at most 200 characters.
admin-wrong-long-search = ⚠️ That is too long to search for: at most 64 characters.
admin-wrong-markup = ⚠️ The markup must be a number from 0 to 500, like 25 or 17.5.
admin-wrong-id = ⚠️ That is not an id of a provider. Send it alone, without spaces, like 23501.
admin-refused = ⚠️ { $reason }

## Admins: cards to confirm

admin-card-credit = 💰 <b>Give { $amount }?</b>
admin-card-debit = 💸 <b>Take { $amount }?</b>
admin-card-refund = ↩️ <b>Return { $amount } of order #{ $order }?</b>
admin-card-placed = ✅ <b>Order #{ $order } was placed as</b> <code>{ $id }</code>?
    It goes on as accepted by the provider.
admin-card-send-again = 🔁 <b>Send order #{ $order } again?</b>
    Only if the provider does not have it: otherwise it is bought twice.
admin-card-not-placed = ↩️ <b>Order #{ $order } was not placed: return { $amount }?</b>
    Only if the provider does not have it: otherwise the shop pays for it.
admin-card-return = ↩️ <b>The return of order #{ $order } is right: return { $amount }?</b>
admin-card-delivered = ✅ <b>Order #{ $order } was delivered: return nothing more?</b>
admin-card-order = { $emoji } #{ $order } · { $state }
admin-card-goods =
    🛒 <code>{ $service }</code> × { $quantity }
    🔗 <code>{ $link }</code>
admin-card-person = 👤 <code>{ $name }</code> · ID <code>{ $id }</code>
admin-card-balance = 👛 Balance: { $before } → <b>{ $after }</b>
admin-card-bonus = 🎁 Bonus: { $before } → <b>{ $after }</b>
admin-card-owed = ⚠️ Debt: { $before } → <b>{ $after }</b>
admin-card-returned = ↩️ Returned of { $price }: { $before } → <b>{ $after }</b>
admin-card-refund-queued = ❌ The order is still waiting and will be canceled.
admin-card-refund-active = ⚠️ The order goes on: the provider keeps delivering it.
admin-card-reason = 💬 <code>{ $reason }</code>
admin-card-markup = 📈 <b>Change the markup?</b>
admin-card-markup-move = { $before }% → <b>{ $after }%</b>
admin-card-markup-chat = It overrides the settings until it is reset.
admin-card-markup-reset = Back to the value of the settings.
admin-card-markup-samples = ⚠️ That is a large change. Prices per 1,000, before and after:
admin-card-remove-owner = 🔑 <b>Remove this owner?</b> Their open buttons stop working at once.
admin-card-ban = 🚫 <b>Ban this customer?</b> They cannot place new orders.
admin-card-ban-keeps =
    👛 Their balance stays theirs: { $available }
    📦 Open orders go on: { $orders }
    They can still write to support.
admin-card-unban = ✅ <b>Let this customer order again?</b>
admin-card-once = This button works once, for you, for five minutes.
admin-top-up = 🔔 <b>A customer asks for { $amount }</b>
    🛒 <code>{ $service }</code>
admin-top-up-reason = top-up for an order
admin-top-up-given = ✅ Given by <code>{ $admin }</code> · ID <code>{ $by }</code>
admin-top-up-declined = ❌ Declined by <code>{ $admin }</code> · ID <code>{ $by }</code>
admin-top-up-superseded = 🔄 The customer has asked again since then: see the newer message.
admin-top-up-changed = ⚠️ The balance has changed since you were asked: { $before } → { $after }. Give it all the same?
admin-top-up-left = Nothing was given. The request is still open.
admin-top-up-placed = ⚠️ The order was placed meanwhile: #{ $order }.
admin-decline-ask = ❌ <b>Decline { $amount }?</b> The customer reads the reason in their own language.
admin-decline-words = ✍️ <b>Why is { $amount } declined?</b> Send the reason as text, at most 200 characters. The customer reads it.
admin-declined = ❌ Declined: { $amount }. The customer was told.
admin-act-expired = That button had expired. Here is a fresh one: please check it again.
admin-act-used = This was confirmed or declined already. Nothing more was done.
admin-act-dropped = ❌ Declined. Nothing was done.
admin-done-credit = ✅ { $amount } given to { $name } ({ $id }). Balance now: { $available }.
admin-done-debit = ✅ { $amount } taken from { $name } ({ $id }). Balance now: { $available }.
admin-done-refund = ✅ { $amount } of order #{ $order } returned.
admin-done-markup = ✅ The markup is { $percent }% now.
admin-done-resume = ▶️ One order may be sent to { $provider } as a trial.
admin-done-ask = { $n ->
        [one] ✅ The provider is asked about one order.
       *[other] ✅ The providers are asked about { $n-text } orders.
    }
admin-done-file = 🏷️ Meaning set: { $meaning }
admin-done-unfile = 🏷️ Meaning removed. Orders with this answer go to review again.
admin-done-ban = 🚫 { $id } cannot place new orders any more.
admin-done-unban = ✅ { $id } can order again.
admin-done-remove-owner = ✅ { $id } is no longer an owner.
admin-owners = 🔑 <b>Owners of the shop</b>
admin-owner-configured = 👤 <code>{ $name }</code> · ID <code>{ $id }</code>: named in the settings (ADMIN_IDS)
admin-owner-claimed = 👤 <code>{ $name }</code> · ID <code>{ $id }</code>: claimed by the link, { $time }
admin-done-decide = ✅ Order #{ $order } is decided.

## Admins: people, services, markup

admin-people = 🔎 <b>{ $n ->
        [one] { $n-text } person
       *[other] { $n-text } people
    } found for</b> <code>{ $text }</code>
admin-people-none = 🔎 <b>Nobody found for</b> <code>{ $text }</code>
    Try a shorter part of the name, the @username or the numeric ID: /user. Only people who have written to this bot are known.
admin-person = 👤 <code>{ $name }</code>
    🆔 <code>{ $id }</code>
admin-person-username = 🔗 <code>@{ $username }</code>
admin-person-nameless = 🔗 No username
admin-person-language = 🌐 { $language }
admin-person-language-guessed = { $language }, not chosen yet
admin-person-since = 🕒 Here since { $time }
admin-person-banned = 🚫 Banned: cannot order
admin-person-blocked = 🔕 Has blocked the bot
admin-person-reached = 🔔 Has not blocked the bot
admin-person-wallet = 👛 Available: <b>{ $available }</b>
    🎁 Bonus: { $bonus }
    ⏳ Held for orders: { $held }
    ⚠️ Owed to the shop: { $owed }
admin-person-no-orders = 📦 <b>No orders yet</b>
admin-person-orders = 📦 <b>{ $n ->
        [one] { $n-text } order
       *[other] { $n-text } orders
    }</b>
admin-person-tally = { $emoji } { $state }: { $n-text }
admin-person-turnover = 💼 Turnover after returns: <b>{ $amount }</b>
admin-person-reviews = 🔎 Waiting for your decision: { $orders }
admin-person-money = To give money: <code>/credit { $id } </code>AMOUNT REASON
admin-sync = 🔄 <b>Checking the providers' services…</b>
    What has changed follows as a message.
admin-sync-looking = ⏳ <code>{ $provider }</code>: checking now
admin-sync-running = ⏳ <code>{ $provider }</code>: a check is already running; you will get its result
admin-sync-never = Not checked yet.
admin-sync-last = Last check, { $time }: { $outcome }
admin-sync-none = ⚠️ There is no provider in the settings, so there is nothing to check.
admin-sync-unknown = ⚠️ There is no provider <code>{ $name }</code>. Known: <code>{ $providers }</code>. For all of them: /sync
admin-providers = 🏭 <b>Providers</b>
admin-provider = 🏭 <code>{ $provider }</code> · <code>{ $host }</code>
admin-provider-works = ✅ It gets orders.
admin-provider-stopped = ⛔ Stopped since { $time }.
admin-provider-stopped-before = ⛔ Stopped; since when is not known.
admin-provider-pauses = ⏸️ Its next try is at { $time }.
admin-provider-balance = Balance: <code>{ $balance }</code>, read { $time }
admin-provider-queued = { $n ->
    [one] { $n-text } order waits to be sent.
   *[other] { $n-text } orders wait to be sent.
    }
admin-trial-granted = ⏳ The next order is sent as a trial.
admin-trial-sent = ⏳ A trial order is on its way.
admin-trial-failed = The last trial had an unknown outcome. Nothing more is sent before you resume it.
admin-trial-other = A trial is under way.
# Providers that owners add in the chat, and what they decide about providers
provider-none = 🏭 There is no provider yet. Add one here, or in the settings.
provider-key = ⚙️ { $provider }
provider-key-add = ➕ Add
provider-key-on = ▶️ Switch on
provider-key-off = ⏸️ Switch off
provider-key-retype = ✍️ Address and key
provider-key-remove = ❌ Remove
provider-key-compare = ⚖️ Compare the balance
provider-compare-asked = Comparing. The result comes as a message.
provider-key-fetched = 📈 Fetch it every hour
provider-key-again = 🔁 Type again
provider-key-same = ✅ It is the same system
provider-key-warn = 🔔 { $below }
provider-key-warn-never = 🔕
provider-ask-name = 🏭 <b>What should the provider be called here?</b>
    Lowercase letters, digits and _, at most 16: <code>panel2</code>
provider-ask-address = 🔗 <b>Send the address of its API</b>, like <code>https://panel.example.com/api/v2</code>
    Your message is deleted at once; only the host is shown afterwards.
provider-ask-key = 🔑 <b>Send the API key.</b>
    Your message is deleted at once. The key is kept encrypted and never shown again.
provider-ask-currency = 💱 <b>In which currency are its prices?</b> Three letters, like <code>USD</code>
provider-ask-rate = 💱 <b>How much of the shop's currency is one unit of it?</b> For example <code>1.08</code>
provider-trying = ⏳ <b>Asking</b> <code>{ $host }</code> <b>for its balance…</b>
    The answer appears here. Nothing is added yet.
provider-card-add = 🏭 <b>Add the provider</b> <code>{ $provider }</code><b>?</b>
    Host: <code>{ $host }</code>
    Kind: SMM panel
    Balance: <code>{ $balance }</code>
    Its services are fetched and sold at your markup.
provider-card-rate = Rate: 1 { $currency } = { $rate } { $shop }
provider-card-rate-fetched = Rate of { $currency }: fetched every hour
provider-card-moved = ⚠️ <b>So far it was at</b> <code>{ $from }</code><b>.</b> Open orders there: { $orders }
    Confirm only if it is the same system: these orders will be asked about at the new host. For another system choose another name.
provider-unfit = ⚠️ <b>The provider</b> <code>{ $provider }</code> <b>was not added</b>
provider-unfit-no-connection = Nobody answers at <code>{ $host }</code>, or it has no public address. Check the address.
provider-unfit-no-answer = <code>{ $host }</code> did not answer in time. Try again a little later.
provider-unfit-key = <code>{ $host }</code> refuses the key. Copy it again from the panel.
provider-unfit-web-page = <code>{ $host }</code> answers with a web page. Is this the address of the API? It usually ends with /api/v2.
provider-unfit-no-balance = <code>{ $host }</code> answers, but names no balance. Check address and key.
provider-unfit-currency = Its account is in <code>{ $account }</code>, you typed { $currency }.
provider-unfit-sealed = What you typed cannot be read any more.
provider-unfit-kept = Neither address nor key was kept.
provider-done-added = ✅ { $provider } is added. Its services are being fetched.
provider-recent = Of the last { $all } orders sent, { $failed } were refused or unclear.
provider-rate-settings = 💱 1 { $currency } = { $rate } { $shop }, from the settings.
provider-rate-typed = 💱 1 { $currency } = { $rate } { $shop }, typed here.
provider-rate-fetched = 💱 1 { $currency } = { $rate } { $shop }, fetched; first seen { $age } ago.
provider-warns = 🔔 You are warned below { $below } { $currency }. Another balance:
provider-warns-never = 🔕 You are not warned of a low balance. Warn below:
provider-card-off = ⏸️ <b>Switch off</b> <code>{ $provider }</code><b>?</b>
    Its services are not sold and nothing new is sent. Waiting orders wait, accepted ones are followed. Open orders: { $orders }
provider-card-on = ▶️ <b>Switch on</b> <code>{ $provider }</code><b>?</b>
    Its services are sold again and waiting orders are sent. Open orders: { $orders }
provider-done-off = ⏸️ { $provider } is switched off.
provider-done-on = ▶️ { $provider } is switched on.
provider-card-remove = ❌ <b>Remove</b> <code>{ $provider }</code><b>?</b>
    Its address and key are forgotten and its services are not sold. Old orders stay.
provider-done-removed = ❌ { $provider } is removed.
provider-moved = ⚠️ <b>Another host for</b> <code>{ $provider }</code>
    Its orders are at <code>{ $from }</code>; the settings now say <code>{ $to }</code>.
    Nothing is sent there and nothing is asked until you say that it is the same system. Otherwise put the old address back and give the new one another name.
provider-moved-to = Now in the settings: <code>{ $words }</code>
provider-card-same = ⚠️ <b>Is</b> <code>{ $to }</code> <b>the same system as</b> <code>{ $from }</code><b>?</b>
    Provider <code>{ $provider }</code>. Open orders: { $orders }
    They will be asked about at the new host. Another system knows none of them and would answer that they failed.
provider-done-same = ✅ { $provider } is asked at { $to } from now on.
provider-low = 🪫 <b>The balance at</b> <code>{ $provider }</code> <b>is low:</b> <code>{ $balance }</code>
    You wanted to know below { $below }. Top it up there; orders wait without money.
provider-act-provider-added = 🏭 <b>Provider</b> <code>{ $provider }</code> <b>was added:</b> <code>{ $detail }</code>
provider-act-provider-readdressed = 🏭 <b>Provider</b> <code>{ $provider }</code> <b>has a new address or key:</b> <code>{ $detail }</code>
provider-act-provider-moved = 🏭 <b>Provider</b> <code>{ $provider }</code> <b>is the same system at another host:</b> <code>{ $detail }</code>
provider-act-provider-switched-off = ⏸️ <b>Provider</b> <code>{ $provider }</code> <b>was switched off</b>
provider-act-provider-switched-on = ▶️ <b>Provider</b> <code>{ $provider }</code> <b>was switched on</b>
provider-act-provider-removed = ❌ <b>Provider</b> <code>{ $provider }</code> <b>was removed</b>
provider-act-provider-warned = 🔔 <b>Low balance at</b> <code>{ $provider }</code><b>:</b> warned below { $detail }
provider-act-provider-trial-agreed = 📱 <b>Top-ups of</b> <code>{ $provider }</code> <b>are sold:</b> the trial agreed, <code>{ $detail }</code>
provider-needs-trial = 🧪 It sells nothing until a trial has shown that what is taken is what was told.
provider-key-trial = 🧪 Make a trial
recharge-trial-begun = Trial: top up your own number. It is paid from your own balance.
recharge-trial-over = 🧪 <b>The trial of</b> <code>{ $provider }</code> <b>is over</b> · order #{ $order }
recharge-trial-preview = 🧾 The preview said: <b>{ $sum }</b>
recharge-trial-taken = 🏦 The balance fell by: <b>{ $taken }</b> ({ $before } → { $after })
recharge-trial-debit = 📄 The operation says: <b>{ $sum }</b>
recharge-trial-arrived = 📱 Arrived: { $sum }
recharge-trial-unknown = not told
recharge-trial-agrees = ✅ They agree. Top-ups can be sold.
recharge-trial-differs = ❌ They do not agree, so top-ups stay off. Look at commission in PROVIDER_…_OPTIONS, and make sure that nothing else uses the account meanwhile; then make another trial.
recharge-trial-failed = ❌ <b>The trial of</b> <code>{ $provider }</code> <b>came to nothing</b> · order #{ $order }. Top-ups stay off.
recharge-key-agree = ✅ They agree: sell
recharge-key-leave-off = ⏸️ Leave off
recharge-trial-card = 📱 <b>Sell top-ups?</b> The figures of the trial:
recharge-trial-done = ✅ Top-ups of { $provider } are sold from now on.
refuse-trial-missing = Top-ups stay off until a trial shows that the price it tells is the price it takes. Press Make a trial on its card.
refuse-trial-differs = This trial cannot switch top-ups on: its figures differ, or there is a newer one. See /providers.
admin-provider-fault-preview-unreadable = What it says a top-up costs cannot be read, or is in another currency. Nothing is sold at such a price. Compare its options with its document.
synced-previewed = price is asked for before each order now
admin-card-recharge = 📱 <code>{ $service }</code>: { $quantity }
provider-act-by = 👮 By { $admin } · ID { $by }
admin-stop-moved = Its host has changed. Nothing is sent or asked until an owner says that it is the same system.
admin-stop-sealed = Its address and key cannot be opened. Put the right MASTER_KEY back and restart, or type them again in /providers.
admin-stop-switched-off = It is switched off. Accepted orders are followed.
admin-stop-debited = A top-up took more than its price had said. Nothing of it is sold or sent until an owner has looked and switches it on; accepted orders are followed.
refuse-no-master-key = Keys are kept encrypted only. Set MASTER_KEY (make one with: openssl rand -hex 32), restart, and try again.
refuse-provider-name = Only lowercase letters, digits and _, at most 16.
refuse-provider-name-taken = The settings have a provider of this name. Choose another one.
refuse-provider-address-not-an-address = That is not an address. It begins with https:// and has no spaces.
refuse-provider-address-not-https = It must begin with https://, or the key could be read on the way.
refuse-provider-address-not-public = It must be a public name, not an IP address or a name in your own network.
refuse-provider-address-other = That address cannot be used.
refuse-provider-key = That does not look like a key. Send it alone, without spaces.
refuse-provider-currency = Three letters, like USD.
refuse-provider-rate = A number above 0, like 1.08.
refuse-providers-full = There are { $max } providers from the chat. Remove one first.
refuse-draft-gone = That has expired. Start again in /providers.
refuse-provider-not-found = There is no such provider here. See /providers.
refuse-provider-switched = It is set like this already. See /providers.
refuse-provider-busy = { $n ->
    [one] { $n-text } order is not over yet. Switch the provider off instead.
   *[other] { $n-text } orders are not over yet. Switch the provider off instead.
    }
admin-card-resume = ▶️ <b>Send one order to</b> <code>{ $provider }</code> <b>as a trial?</b>
admin-card-resume-rule = The next waiting order is sent, or the next one that is placed. A clear answer ends the stop. After an unknown outcome nothing more is sent, and that order waits for your decision.
admin-card-ask-refill = { $n ->
        [0] ♻️ No refill can be requested.
        [one] ♻️ <b>Ask the provider for a refill of { $orders }?</b>
       *[other] ♻️ <b>Ask for { $n-text } refills?</b> { $orders }
    }
admin-card-ask-cancel = { $n ->
        [0] ↩️ No cancellation can be requested.
        [one] ↩️ <b>Ask the provider to cancel { $orders }?</b> Money comes back when its status says so.
       *[other] ↩️ <b>Ask for { $n-text } cancellations?</b> Money comes back when a status says so. { $orders }
    }
admin-card-ask-not = #{ $order }: { $reason }
admin-file-ask = 🏷️ <b>What does this answer of</b> <code>{ $provider }</code> <b>mean?</b>
    <code>{ $words }</code>

    Choose only if you are sure that no order is ever placed when it answers like this. This order stays in review; your choice applies to later ones at once.
admin-card-file = 🏷️ <b>Set the meaning of this answer of</b> <code>{ $provider }</code><b>?</b>
    <code>{ $words }</code>
    { $meaning }
    From now on no order with this answer goes to review unless an earlier attempt was unclear. This one stays in review.
admin-card-unfile = 🏷️ <b>Remove the meaning of this answer of</b> <code>{ $provider }</code><b>?</b>
    <code>{ $words }</code>
    Now: { $meaning }
    Orders with this answer will go to review again.
admin-item-service = ✏️ <b>Service { $number }</b>
    Provider's name: <code>{ $name }</code>
admin-item-category = ✏️ <b>Category { $number }</b>
    Provider's name: <code>{ $name }</code>
admin-item-name = { $lang }: <b>{ $text }</b>
admin-item-described = 📝 { $lang }: { $text }
admin-item-pinned = 📌 Pinned: it is listed first.
admin-item-hidden = 🙈 Hidden: customers do not see it. Orders already placed go on.
admin-item-ask-name-language = ✏️ <b>In which language is the name?</b>
    The English name is also shown in languages without one.
admin-item-ask-description-language = 📝 <b>In which language is the description?</b>
    The English one is also shown in languages without one.
admin-item-ask-name = ✏️ <b>The name in { $lang }</b>
    Now: <code>{ $now }</code>
    Send the new one as text, at most { $max } characters.
admin-item-ask-description = 📝 <b>The description in { $lang }</b>
    Now: <code>{ $now }</code>
    Send the new one as text, at most { $max } characters.
admin-item-saved = ✅ Saved.
admin-item-done = Done
admin-item-unchanged = Nothing has changed
admin-hidden = 🙈 <b>Hidden from customers</b>
    Choose what to show again:
admin-hidden-none = 🙈 Nothing is hidden.
admin-sources = 🔀 <b>Where service { $number } is bought</b>
    <code>{ $name }</code>
admin-sources-one = Only from its own provider. With a second source the shop buys from the cheapest one that sells, and orders go to the other when the first has certainly not taken them.
admin-sources-rule = ▶️ is where it is bought now: the cheapest one that sells and delivers. Prices follow it.
admin-source-line = { $mark } <code>{ $provider }</code> #{ $id }: { $cost }
admin-source-name = <code>{ $name }</code>
admin-source-delivered = , delivered in full: { $percent }%
admin-source-ask = 🔀 <b>Where else may service { $id } be bought?</b>
    Send the number under which your shop lists the other provider's service. You find it on its card.
admin-source-not-a-number = ⚠️ That is not the number of a service.
admin-obstacle-off = its provider is off or has no rate
admin-obstacle-stopped = its provider gets no orders now
admin-obstacle-short = the account there lacks funds
admin-obstacle-gone = its provider does not list it
admin-obstacle-changed = it has another name or type now: see the price changes
admin-obstacle-overcharged = it was charged above its cost: see what is off sale
admin-obstacle-priceless = it has no price
admin-obstacle-unfit = it does not do all that this service does
admin-obstacle-unreliable = too many of its orders are not delivered in full
admin-obstacle-other = nothing can be bought there now
admin-card-source-add = 🔀 <b>Buy service { $id } from a second source?</b>
admin-card-source-add-rule = The shop buys from the cheaper one that sells, and the price follows it. The other service stays in the lists; hide it there if customers should not see both.
admin-card-source-remove = 🔀 <b>Stop buying service { $id } there?</b>
admin-card-source-remove-rule = Orders that were sent there stay there. Those that wait go to another source.
admin-done-source-add = ✅ Service { $id } is now also bought from <code>{ $provider }</code> (#{ $other }).
admin-done-source-remove = ✅ Service { $id } is no longer bought from <code>{ $provider }</code> (#{ $other }).
admin-filed = 🏷️ <b>Known answers of</b> <code>{ $provider }</code>
    Press one to remove its meaning.
admin-filed-none = 🏷️ No known answers of <code>{ $provider }</code>.
admin-filed-line = <code>{ $words }</code>
    { $meaning }
admin-meaning-link = 🔗 The link is refused: money back
admin-meaning-quantity = 🔢 The quantity is refused: money back
admin-meaning-service-gone = 🚫 The service is not sold: money back
admin-meaning-request = 📝 The request is refused: money back
admin-meaning-funds = 💳 Your balance there is short: it waits
admin-meaning-duplicate = 👥 The link has an open order: it waits
admin-meaning-rate = 🐢 Too many requests: it waits
admin-meaning-auth = 🔑 The key is refused: nothing is sent
admin-meaning-other = ❔ Something else
sync-outcome-shrunk = the list was too short and was refused
sync-outcome-unreadable = the list could not be read
sync-outcome-unreachable = the list could not be fetched
sync-outcome-currency = another currency than in the settings
sync-outcome-other = nothing was taken over
sync-part-added = { $n-text } new
sync-part-restored = { $n-text } back again
sync-part-hidden = { $n-text } gone
sync-part-raised = { $n-text } more expensive
sync-part-lowered = { $n-text } cheaper
sync-part-changed = { $n-text } changed
sync-part-unchanged = { $n-text } unchanged
sync-part-unread = { $n-text } unreadable
sync-part-nothing = nothing is listed
admin-markup = 📈 <b>Markup: { $percent }%</b>
admin-markup-first = From the settings (MARKUP_PERCENT); nothing was set in the chat.
admin-markup-chat = Set in the chat. It overrides the { $first }% of the settings until it is reset.
admin-markup-reset = Back to the settings: <code>/markup reset</code>

## Admins: changes of prices, services that are off sale, rates of currencies

refuse-price-moved = This has changed since. Open the list again to see it now.
refuse-nothing-waits = Nothing waits for a decision here any more.
refuse-not-paused = This service is on sale again already.
refuse-rate-moved = The rates have changed since. Send /providers to see them now.
notice-admin-changes-wait = 💱 <b>The list of</b> <code>{ $provider }</code> <b>has changes that wait for you: { $n-text }</b>
notice-admin-changes-repriced = Large price changes: { $repriced }
notice-admin-changes-other = Another name or type: { $other }
notice-admin-changes-off-sale = ⏸️ Off sale until you decide: { $off-sale }
notice-admin-changes-hint = The others are sold at their old price. The list is in /providers.
notice-admin-rate-configured = 💱 <b>The settings have another rate for</b> <code>{ $provider }</code>
notice-admin-rate-fetched = 💱 <b>The fetched rate has moved far for</b> <code>{ $provider }</code>
notice-admin-rate-moved = 1 { $currency }: { $before } → <b>{ $after }</b> ({ $percent })
    Prices keep the old rate until you take the new one. What they do not cover at the new rate is off sale.
notice-admin-prices-applied = 💱 <b>{ $n ->
        [one] { $n-text } change was applied
       *[other] { $n-text } changes were applied
    }</b> by <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-price-applied = 💱 <b>The change of</b> <code>{ $name }</code> <b>was applied</b> by <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-prices-skipped = ⏭️ <b>{ $n ->
        [one] { $n-text } change was skipped
       *[other] { $n-text } changes were skipped
    }</b> by <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-price-skipped = ⏭️ <b>The change of</b> <code>{ $name }</code> <b>was skipped</b> by <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-service-resumed = ▶️ <b>Service #{ $id }</b> <code>{ $name }</code> <b>is on sale again.</b> By <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-rate-taken = 💱 <b>Prices of</b> <code>{ $provider }</code> <b>follow the new rate:</b> 1 { $currency } = { $after }, it was { $before }. By <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-overcharge-small = 💸 <b>Order #{ $order } was charged above its cost</b>
    <code>{ $provider }</code> charges <code>{ $charge }</code> instead of <code>{ $expected }</code>.
notice-admin-overcharge-paused = ⏸️ Service #{ $service } is off sale until you put it back. Its orders in the queue wait.
notice-admin-overcharge-stopped = ⏸️ It had told the price itself, so nothing more of this provider is sold or sent until you switch it on. The customer pays what was shown.
notice-synced-waiting = 💱 <b>Waiting for you: { $n-text }</b>
admin-key-look = 💱 Price changes
admin-key-prices = 💱 Price changes: { $n-text }
admin-key-price-apply = ✅ Apply #{ $id }
admin-key-price-skip = ⏭️ Skip #{ $id }
admin-key-prices-apply = ✅ Apply all ({ $n-text })
admin-key-prices-skip = ⏭️ Skip all ({ $n-text })
admin-key-paused = ⏸️ Off sale: { $n-text }
admin-key-paused-all = ⏸️ What is off sale
admin-key-on-sale = ▶️ Put #{ $id } on sale
admin-key-rate = 💱 New rate of { $provider }
price-change-head = #{ $id } <code>{ $name }</code>{ $marks }
price-change-name = now <code>{ $new }</code>
price-change-kind = type { $before-kind } → { $after-kind }
price-change-rate = { $before } → <b>{ $after }</b> ({ $percent }), price { $price-before } → <b>{ $price-after }</b>
admin-prices = 💱 <b>Changes that wait: { $n-text }</b>
    ⏸️ off sale until you decide · ⏭️ skipped
admin-prices-none = 💱 No change waits for a decision.
admin-card-price-apply = ✅ <b>Apply this change?</b>
admin-card-price-skip = ⏭️ <b>Skip this change?</b> You will be told if it changes again.
admin-card-prices-apply = ✅ <b>{ $n ->
        [one] Apply { $n-text } change?
       *[other] Apply all { $n-text } changes?
    }</b>
admin-card-prices-skip = ⏭️ <b>{ $n ->
        [one] Skip { $n-text } change?
       *[other] Skip all { $n-text } changes?
    }</b> You will be told if they change again.
admin-done-price-apply = ✅ Applied: service #{ $id } follows its provider.
admin-done-price-skip = ⏭️ Skipped: service #{ $id } stays as it was.
admin-done-prices-apply = ✅ { $n ->
        [one] { $n-text } change was applied.
       *[other] { $n-text } changes were applied.
    }
admin-done-prices-skip = ⏭️ { $n ->
        [one] { $n-text } change was skipped.
       *[other] { $n-text } changes were skipped.
    }
admin-paused = ⏸️ <b>Off sale, charged above their cost: { $n-text }</b>
admin-paused-none = ✅ No service is off sale because of a charge.
admin-paused-line = Order #{ $order }: { $charge } instead of { $expected }
admin-card-on-sale = ▶️ <b>Put this service on sale again?</b>
admin-card-on-sale-rule = The next order that is charged above its cost takes it off sale again.
admin-done-on-sale = ▶️ Service #{ $id } is on sale again.
admin-provider-rate = 💱 1 { $currency } is { $before }; the settings say { $after }, which waits for you.
admin-provider-rate-fetched = 💱 1 { $currency } is { $before }; { $after } was fetched, which waits for you.
admin-card-rate = 💱 <b>Let prices of</b> <code>{ $provider }</code> <b>follow the new rate?</b>
    1 { $currency }: { $before } → <b>{ $after }</b> ({ $percent })
admin-done-rate = 💱 Prices of { $provider } follow the new rate: 1 { $currency } = { $after }

## Admins: orders in review

admin-reviews = 🔎 <b>{ $n ->
        [one] { $n-text } order waits
       *[other] { $n-text } orders wait
    } for a decision</b>
admin-reviews-none = 🔎 <b>Nothing waits for a decision</b>
admin-ask-id = ✍️ Look for the order at <code>{ $provider }</code> and send its number there, like <code>23501</code>.
admin-ask-id-seen = This number came with the unclear answer: <code>{ $seen }</code>
admin-id-asked = ⏳ <b>Order #{ $order }</b>
    Asking <code>{ $provider }</code> about <code>{ $id }</code>… The answer comes as a message with a button to confirm. Nothing is decided yet.
admin-id-check = 🔎 <b>Is order #{ $order } this one?</b>
    <code>{ $provider }</code> says about <code>{ $id }</code>:
    Status: <code>{ $status }</code>
    Charged: <code>{ $charge }</code>
    Count at the start: <code>{ $start }</code>
    Not delivered yet: <code>{ $remains }</code>

    Compare it with the order. The button works once, for you, for five minutes from when you sent the number.
admin-id-check-none = ⚠️ <b>Nothing about</b> <code>{ $id }</code>
    <code>{ $provider }</code> does not know this number or does not answer, so order #{ $order } stays undecided. Check the number, or try again later.
admin-order-head = { $emoji } <b>Order #{ $order }</b> · { $state }
admin-order-reason = ❔ { $reason } (<code>{ $word }</code>)
admin-order-attention = ⚠️ The provider's last report was strange.
admin-order-silent = 🔕 No news since { $since }. { $silence }
admin-order-doubted = ❔ An earlier attempt may have placed it, whatever the last one was answered.
admin-evidence-fell = ⚖️ The provider's balance fell by exactly this order's cost between { $from } and { $until }, not counting other orders.
admin-evidence-unmoved = ⚖️ The provider's balance did not fall between { $from } and { $until }, not counting other orders.
admin-evidence-duplicate = 👥 Order #{ $duplicate } for the same service and link was accepted since: do not confuse them.
admin-evidence-active = 🔗 The provider said that it has an active order for this link: this one or another.
admin-order-decided = 👮 Last decision by admin <code>{ $admin }</code>
admin-order-price = 💵 Price: <b>{ $price }</b>, cost about { $cost }
admin-order-returned = ↩️ Returned: { $returned }
admin-order-held = ⏳ Held: { $kept }
admin-order-earned = 💼 Charged: { $kept }
admin-order-target = ↩️ Would be returned in total: { $target }
admin-order-provider = 🏭 <code>{ $provider }</code>, submissions: { $attempt }
admin-order-moved = 🔀 Moved from <code>{ $from }</code> to <code>{ $to }</code>, submissions before: { $attempt }. { $reason }
admin-order-id = 🆔 Number at the provider: <code>{ $id }</code>
admin-order-seen = 👀 Came with an unclear answer: <code>{ $seen }</code>
admin-order-answer = 📨 Attempt { $attempt }, { $time }: { $answer }
admin-order-answer-id = 📨 Attempt { $attempt }, { $time }: <code>{ $id }</code> · { $answer }
admin-order-said = 💬 Attempt { $attempt }, it said: <code>{ $words }</code>
admin-order-said-page = 💬 Attempt { $attempt }, it answered with a web page: <code>{ $words }</code>
admin-order-more-ids = 📨 More ids that were seen: <code>{ $ids }</code>
admin-order-status = 📡 Status at the provider: <code>{ $status }</code>
admin-order-charge = 🧾 Charged by the provider: <code>{ $charge }</code>
admin-order-start = 📍 Count at the start: { $start }
admin-order-remains = 📉 Not delivered yet: { $remains }
admin-order-children = 🧩 Orders it was made into: { $known } of { $count }, over: { $done }
admin-order-placed = 🕒 Placed: { $placed }
admin-order-accepted = 🕒 Accepted: { $accepted }
admin-order-changed = 🕒 Changed: { $changed }
admin-order-history = <b>History</b> (UTC)
admin-event = { $time } { $emoji } { $state }
admin-event-detail = { $detail }
admin-event-admin = admin <code>{ $admin }</code>
admin-order-refund =
    To return money: <code>/refund { $order } [AMOUNT] REASON</code>
admin-order-refund-active =
    To return money although it is being delivered: <code>/refund { $order } [AMOUNT] anyway REASON</code>
memo-welcome = welcome gift from the shop

## Paying in

key-deposit = ➕ Top up
key-deposit-missing = ➕ Top up { $sum }
key-deposits = 🧾 Deposits
key-deposit-pay = 💎 Pay { $amount }
key-deposit-again = 🔁 Start again
key-deposit-lacking = Missing: { $sum }
key-copy-address = 📋 Address
key-copy-amount = 📋 Amount
command-deposit = Top up my balance
deposit-none = 💳 <b>Top up</b>
    There is no way to pay in by yourself here yet. Write to us, and we will tell you how to pay.
deposit-none-now = 💳 <b>Top up</b>
    No way to pay works at the moment. Try again in a few minutes, or write to us. What you have already sent is added automatically.
deposit-choose-way = 💳 <b>Top up</b>
    How would you like to pay?
deposit-way-crypto-pay = 💎 Crypto with @CryptoBot
deposit-bonus-step = 🎁 From { $from }: +{ $percent }%
deposit-ask-sum = 💳 <b>Top up · { $way }</b>
    How much? Choose an amount or send your own, from { $min }.
deposit-bad-sum = ⚠️ That is not an amount. Send a number such as 25 or 12.50.
deposit-card-asked = ⏳ <b>Top up { $amount } · { $way }</b>
    Getting the payment ready. This takes a moment.
deposit-card-open = 💳 <b>Top up { $amount } · { $way }</b>
deposit-card-paid = ✅ <b>Topped up · { $way }</b>
deposit-card-expired = ⌛ <b>This request has expired</b>
    Start again to top up { $amount }. Money that was sent already is still added to your balance.
deposit-card-failed = ❌ <b>{ $way } does not answer right now</b>
    Nothing was charged. Try again in a few minutes, or choose another way.
deposit-how-invoice = Press the button below and choose a coin. Your balance is topped up as soon as it is paid.
deposit-how-address = Send <b>{ $coin } { $asset }</b> on the network <b>{ $network }</b> to
    <code>{ $address }</code>
    Only { $asset } on { $network }. Whatever arrives is added to your balance, even if it is more, less or late.
deposit-bonus = 🎁 Bonus: { $bonus }
deposit-until = 🕒 Pay by { $until }
deposit-arrived-confirming = 🔎 { $coin } { $asset } seen: { $n } of { $of } confirmations
deposit-arrived-credited = ✅ { $amount } added
deposit-arrived-bonus = + { $bonus } bonus
deposit-arrived-orphaned = ❌ { $coin } { $asset }: this payment did not go through
deposit-arrived-review = 👀 { $coin } { $asset } arrived. We are checking it by hand and will tell you.
deposit-arrived-reversed = ❌ { $amount }: this payment was taken back
deposit-arrived-waits = ⏸️ { $coin } { $asset } arrived and waits. { $why }
deposit-wait-off-peg = The coin is not at its usual price right now. Your money is added as soon as it is.
deposit-wait-stale-price = We cannot check the price of the coin right now. Your money is added as soon as we can.
deposit-wait-no-price = A lot has been paid in today, so this takes longer. Your money is added as soon as possible.
deposit-wait-other = Your money is added as soon as possible.
deposits-none = 🧾 <b>Deposits</b>
    Nothing has been paid in yet.
deposits-head = 🧾 <b>Deposits</b>
deposits-line = <b>{ $amount }</b> · { $coin } { $asset } · { $gateway }
    { $state } · { $time }
deposits-tx = <code>{ $tx }</code>
deposits-tx-page = 🔗 <a href="{ $page }">{ $tx }</a>
deposit-state-confirming = 🔎 on its way
deposit-state-credited = ✅ added
deposit-state-orphaned = ❌ did not go through
deposit-state-review = 👀 being checked
deposit-state-reversed = ❌ taken back
deposit-state-other = unknown
notice-deposited = ✅ <b>{ $amount } was added to your balance</b> ({ $coin } { $asset })
notice-deposited-bonus = 🎁 Bonus: { $bonus }
notice-deposit-waits = ⏸️ <b>{ $amount } in { $asset } has arrived and waits</b>
    { $why } There is nothing you have to do.
notice-deposit-gone = ❌ <b>A payment of { $amount } is gone</b>
    { $why }
notice-deposit-gone-owed = ⚠️ You owe: { $owed }
notice-gateway = ⚠️ <b>Payments · { $gateway }</b>
    { $fault }
gateway-fault-unreachable = It does not answer. What customers pay there is added as soon as it does.
gateway-fault-suspended = It refuses our key or has suspended the account. Customers are not offered it now.
gateway-fault-mismatch = The network, or a token on it, is another one than the settings say. It is switched off.
gateway-fault-strange-node = One of its nodes belongs to another network. The others are asked; fix CHAIN_…_RPC.
gateway-fault-stands-still = No new block has come for a long time.
gateway-fault-not-looked = It has not been checked for a long time. What customers pay there is added when the check goes on. If this does not end, restart the shop.
gateway-fault-off-peg = Its market price is more than 2% away from the price in the settings. What customers pay in it waits, and is added when the price is back.
gateway-fault-stale-price = @CryptoBot has given no price for 15 minutes. What customers pay in it waits, and is added when the price is known again.
gateway-fault-no-price = There is no price for its coins, and the amount for a day (DAILY_ALONE) is used up. More waits, and is added when there is room; a payment larger than that amount waits until you set CRYPTO_PAY_TOKEN or raise it.
gateway-fault-other = Something is wrong there. The log says more.
notice-deposit-doubtful = 👀 <b>Deposit { $deposit }: { $amount } waits for you</b>
    👤 { $person } · ID { $id }
    { $doubt }
deposit-doubt-other-terms = What was paid is not what was asked for.
deposit-doubt-one-host = More has come today than one node alone is trusted for. Look it up, then add it.
deposit-doubt-hosts-differ = Two nodes say different things about it. Look it up before you add it.
deposit-doubt-came-back = It had been taken back and is on its network again. Look it up, then add it.
deposit-doubt-other = It was not added by itself. The log says more.
notice-deposit-reversed = 🚨 <b>Deposit { $deposit } is gone: { $amount }</b>
    👤 { $person } · ID { $id }
    { $why } Owed now: { $owed }
notice-reconciliation-short = 🚨 <b>Provider</b> <code>{ $provider }</code><b>: the balance fell by { $amount } more than its orders cost</b>
    Somebody else uses the account, or the provider has charged twice. Ask the provider.
notice-reconciliation-orders = { $n ->
        [one] The order of that time:
       *[other] The { $n-text } orders of that time, newest first:
    } { $list }
notice-reconciliation-risen = 💰 <b>Provider</b> <code>{ $provider }</code><b>: the balance rose by { $amount }</b>
    No order says why: it was topped up, or money came back that we have not heard of yet.
notice-reconciliation-agrees = ⚖️ <b>Provider</b> <code>{ $provider }</code><b>: the balance fits</b>
    It fell by what its orders have cost since { $since }.
notice-reconciliation-begun = ⚖️ <b>Provider</b> <code>{ $provider }</code><b>: the balance is noted</b>
    It was the first look; the next one is compared with it.
notice-reconciliation-silent = ⚖️ <b>Provider</b> <code>{ $provider }</code><b>: the balance could not be read</b>
    Nothing was compared. Ask again later, or look at its own site.
notice-reconciliation-gateway = 🚨 <b>Payments · { $gateway }: our books and theirs differ</b>
notice-reconciliation-unknown = { $n ->
        [one] A payment has come in that is not in our books:
       *[other] { $n-text } payments have come in that are not in our books:
    } { $list }
notice-reconciliation-untrue = { $n ->
        [one] This deposit was added, and they do not know it like that:
       *[other] These { $n-text } deposits were added, and they do not know them like that:
    } { $list }
notice-deposits-waiting = ⏰ <b>{ $n ->
        [one] { $n-text } deposit waits
       *[other] { $n-text } deposits wait
    } for you, some for over a day</b>
notice-deposit-large = 💰 <b>Deposit { $deposit }: { $amount } was added</b>
    👤 { $person } · ID { $id } · { $gateway }
    It is a large one, so we tell you.
notice-unlisted = 👀 <b>Payments · { $gateway }: a token that is not in the settings</b>
    <code>{ $contract }</code>
    { $n ->
        [one] { $n-text } transfer to a customer's address. Nothing was added.
       *[other] { $n-text } transfers to customers' addresses. Nothing was added.
    }
    Usually this is advertising. If a customer sent it by mistake, look it up in your wallet.
notice-unlisted-many = 👀 <b>Payments · { $gateway }: many other tokens that are not in the settings</b>
    { $n ->
        [one] { $n-text } transfer so far. Nothing was added.
       *[other] { $n-text } transfers so far. Nothing was added.
    }
    For the rest of today they are only counted.
refuse-deposit-too-small = The smallest amount is { $min }.
refuse-deposit-too-large = The largest amount is { $max }.
refuse-deposit-gone = This request is not there any more. Start again.
memo-deposit = paid in ({ $gateway })
memo-bonus = deposit bonus
memo-reversal = a payment that was taken back ({ $gateway })
memo-bonus-reversal = the bonus of a payment that was taken back
deposit-way-stars = ⭐ Telegram Stars
deposit-way-manual = 🤝 Direct transfer
deposit-how-stars = Press <b>Pay ⭐ { $coin }</b> in the invoice below. Your balance is topped up as soon as it is paid.
deposit-arrived-held = ⏳ { $coin } { $asset } paid. You can spend it from { $until }
stars-invoice-title = Top up { $amount }
stars-invoice-text = { $stars } Stars bring { $amount } to your balance in this shop.
stars-later = The shop cannot take payments at the moment. Nothing was charged. Try again in a few minutes.
refuse-deposit-paid = This invoice was paid already. Start again with /deposit.
deposit-reversal-reorganised = The network has taken it back, so we had to take it off your balance.
deposit-reversal-refunded = The Stars were given back to you, so we took it off your balance.
deposit-reversal-other = It was taken back, so we had to take it off your balance.
deposit-taken-back-reorganised = The network has taken it back after it was added.
deposit-taken-back-refunded = Telegram has given the Stars back to the payer.
deposit-taken-back-other = It was taken back after it was added.
key-deposit-shown = ✅ I have paid
key-deposit-question = ❓ Where is my payment?
key-deposit-ticket = 💬 Contact support
deposit-how-manual = { $own }
deposit-proof-ask = 📎 <b>Show us the payment</b>
    Send a picture of the receipt, or the number or hash of the payment.
deposit-arrived-shown = 👀 We are checking your payment and will tell you.
deposit-arrived-ignored = ❌ { $coin } { $asset }: this token is not accepted here
deposit-arrived-declined = ❌ Not added: we did not find this payment
deposits-line-plain = <b>{ $amount }</b> · { $gateway }
    { $state } · { $time }
deposit-state-ignored = ❌ not added
notice-deposited-plain = ✅ <b>{ $amount } was added to your balance</b>
notice-deposit-declined = ❌ <b>Your payment of { $amount } was not added</b>
whereabouts-ask = 🔎 <b>Where is my payment?</b>
    Send the hash of the transaction, or the link to it.
whereabouts-looking = 🔎 We are looking for it on the networks. The answer comes in a moment.
whereabouts-known = 🔎 <b>We have it</b>
    <code>{ $tx }</code>
whereabouts-other-token = ❌ <b>Another token</b>
    On { $network } it paid a token that is not accepted here, so it was not added.
    <code>{ $tx }</code>
whereabouts-not-found = 🔎 <b>Not found</b>
    No payment to your addresses in this transaction. A new one may take a minute to show up; check the network and the address too.
    <code>{ $tx }</code>
whereabouts-no-answer = ⏳ <b>The network does not answer</b>
    Your payment is added as soon as it does. Ask again in a few minutes.
    <code>{ $tx }</code>
whereabouts-ticket = Where is this payment?
deposit-doubt-by-hand = The customer says that they have paid. Look it up where the money comes in.
deposit-doubt-twice = The same transaction was added already. Do not add it again.
deposit-waits-by-hand = look it up
deposit-waits-twice = added already
deposit-waits-other-terms = another amount
deposit-waits-one-host = one node only
deposit-waits-hosts-differ = nodes differ
deposit-waits-came-back = came back
deposit-waits-other = look at it
admin-key-deposit = 👀 Open the deposit
admin-key-deposits = 🧾 Deposits
admin-key-gateways = 💳 Ways to pay
admin-key-deposit-proof = 🖼️ Show the receipt
admin-key-deposit-credit = ✅ Add { $amount }
admin-key-deposit-other = ✏️ Other amount
admin-deposits = 🧾 <b>Deposits: { $tab }</b>
admin-deposits-none = 🧾 <b>Deposits: { $tab }</b>
    There is none. To look one up: <code>/deposits HASH</code>
admin-deposits-tab-w = 👀 for you
admin-deposits-tab-c = ⏳ on the way
admin-deposits-tab-d = ❌ not added
admin-deposits-tab-other = …
deposit-ignored-declined = An owner has declined it.
deposit-ignored-unlisted = Its token is not in the settings.
deposit-ignored-other = It is not ours to add.
admin-deposit-head = 🧾 <b>Deposit { $deposit } · { $amount }</b>
admin-deposit-facts = { $state } · { $time } · { $gateway }
admin-deposit-coin = { $coin } { $asset }
admin-deposit-address = <code>{ $address }</code>
admin-deposit-words = <blockquote>{ $words }</blockquote>
admin-deposit-ask-sum = How much came in? Send the amount, such as 25 or 12.50.
admin-deposit-decline = ❌ <b>Decline { $amount }?</b>
    The customer reads the reason.
admin-card-deposit = ➕ <b>Add deposit { $deposit }: { $amount }?</b>
admin-gateways = 💳 <b>Ways to pay</b>
    Press one to open or close it. What is paid by a closed one is still added.
admin-gateways-none = 💳 <b>No way to pay is set up</b>
    README says how: “How to take money”.
admin-card-gateway-on = ✅ <b>Open { $gateway }?</b>
admin-card-gateway-off = ⏸️ <b>Close { $gateway }?</b>
    Customers are not offered it. What is paid by it all the same is added.
admin-done-gateway-on = ✅ { $gateway } is open.
admin-done-gateway-off = ⏸️ { $gateway } is closed.
command-deposits = Customers' deposits
refuse-deposit-known = This payment is known already. Look at Deposits.
refuse-deposit-not-found = There is no such deposit.
refuse-deposit-decided = This deposit is no longer waiting.
refuse-proofs-too-many = You have sent enough for this payment. We are checking it.
refuse-another-hash = You have shown another hash for this payment. For a second payment make a second top-up.
refuse-no-hash = There is no hash in it. A hash is 64 digits and letters from a to f.
refuse-questions-too-many = That was the fifth question within an hour. Try again later, or contact support.
refuse-way-closed = This way to pay is closed at the moment. Choose another one.
refuse-gateway-switched = It is set like this already.
refuse-credit-names-payment = The reason names a payment. Payments are added from /deposits, so that none is added twice.

## Coupons

key-coupon = 🎟 Coupon
key-no-coupon = ❌ Remove the coupon
coupon-ask = 🎟 <b>Which coupon do you have?</b>
    Send its code, for example <code>SPRING-10</code>.
coupon-cut = 🎟 The coupon is worth more than fits this order: you pay the lowest price we can offer.
checkout-coupon = 🎟 { $code }: −{ $off } of { $before }
change-coupon = the coupon is not applied any more: { $reason }
coupon-refused-unknown = There is no coupon with this code. Check it and send it again.
coupon-refused-too-many-tries = Too many wrong codes. Please try again in an hour.
coupon-refused-not-yet = This coupon does not work yet.
coupon-refused-over = This coupon is over.
coupon-refused-used-up = This coupon is used up.
coupon-refused-used-by-you = You have used this coupon already.
coupon-refused-elsewhere = This coupon is not for this service.
coupon-too-small = This coupon is for orders from { $min }.
coupon-refused-nothing-left = This service already has its lowest price: the coupon would change nothing.
coupon-refused-other = This coupon cannot be used here.
memo-hold-coupon = held for order #{ $order }, coupon { $code }
command-coupon = Coupons: make, look, stop
admin-key-coupons = 🎟 Coupons
admin-key-coupon-open = 🎟 Open the coupon
admin-key-coupon-new = ➕ { $percent } %
admin-key-coupon-stop = ⛔ Stop the coupon
admin-coupons = 🎟 <b>Coupons</b>
    The number behind a coupon: orders that have it.
admin-coupons-none = 🎟 <b>No coupons yet</b>
admin-usage-coupon = The buttons make a coupon for 100 customers and 30 days.
    <b>Your own:</b> <code>/coupon SPRING 10%</code> or <code>/coupon GIFT 2.50</code>
    <b>With limits:</b> <code>/coupon SPRING 10% uses=100 each=1 until=2026-12-31 for=12 min=5</code>
    <code>uses</code> – orders in all
    <code>each</code> – orders per customer, 0 for any number
    <code>from</code>, <code>until</code> – days, UTC
    <code>for</code> – service 12, or category <code>c3</code>
    <code>min</code> – smallest order
admin-coupon-wrong-code = ⚠️ A code has 3 to 20 Latin letters, digits or dashes.
admin-coupon-wrong-discount = ⚠️ The discount is a whole percent such as <code>10%</code>, or a sum such as <code>2.50</code>.
admin-coupon-wrong-time = ⚠️ The coupon would be over already, or end before it begins.
admin-coupon-wrong-word = ⚠️ I cannot read <code>{ $word }</code>.
admin-coupon = 🎟 <code>{ $code }</code> <b>{ $off }</b>
admin-coupon-uses = { $n ->
    [one] { $n-text } order has it.
   *[other] { $n-text } orders have it.
    }
admin-coupon-stopped = ⛔ Stopped.
admin-coupon-for-all = 🛒 For every service
admin-coupon-for-category = 🗂 For category { $number } <code>{ $name }</code>
admin-coupon-for-service = 🛒 For service { $number } <code>{ $name }</code>
admin-coupon-uses-max = { $n ->
    [one] 👥 { $n-text } order in all
   *[other] 👥 { $n-text } orders in all
    }
admin-coupon-uses-any = 👥 Any number of orders
admin-coupon-person-max = { $n ->
    [one] 👤 { $n-text } order per customer
   *[other] 👤 { $n-text } orders per customer
    }
admin-coupon-person-any = 👤 Any number of orders per customer
admin-coupon-min = 💵 From { $min }
admin-coupon-from = ⏱ From { $time }
admin-coupon-until = ⏱ Until { $time }
admin-card-coupon = 🎟 <b>Make this coupon?</b>
    <code>{ $code }</code> <b>{ $off }</b>
admin-card-coupon-cost = No order is sold below what it costs you: there the discount is cut.
admin-card-coupon-stop = { $n ->
    [one] ⛔ <b>Stop the coupon</b> <code>{ $code }</code><b>?</b> { $n-text } order keeps its discount.
   *[other] ⛔ <b>Stop the coupon</b> <code>{ $code }</code><b>?</b> { $n-text } orders keep their discount.
    }
admin-done-coupon = 🎟 The coupon <code>{ $code }</code> works now.
admin-done-coupon-stop = ⛔ The coupon <code>{ $code }</code> is stopped.
notice-admin-coupon = 🎟 <b>New coupon:</b> <code>{ $code }</code>
    Made by admin <code>{ $admin }</code> · ID <code>{ $by }</code>
notice-admin-coupon-stopped = ⛔ <b>Coupon stopped:</b> <code>{ $code }</code>
    By admin <code>{ $admin }</code> · ID <code>{ $by }</code>
refuse-coupon-taken = There is or was a coupon with this code. Choose another one.
refuse-coupon-not-found = There is no coupon with this code.
refuse-coupon-over = This coupon is stopped already.
refuse-coupons-full = There are { $max } coupons already. Stop one first.

## Inviting

key-invite = 🎁 Invite
key-copy-link = 📋 Copy the link
invite-head = 🎁 <b>Invite friends</b>
    You get { $percent }% of what a friend's orders cost as a bonus, as soon as an order is done.
invite-cap = At most { $cap } for each friend.
invite-link = Your link: { $link }
invite-came = { $n ->
    [one] { $n-text } friend came · earned { $earned }
   *[other] { $n-text } friends came · earned { $earned }
    }
memo-referral = bonus for an invited friend's order
memo-referral-back = money of an invited friend's order went back, and so did your share
command-referral = What inviting earns
admin-key-referral = { $percent } %
admin-key-referral-off = ❌ Off
admin-referral = 🎁 <b>Invitations</b>
admin-referral-off = Off: inviting earns nothing.
admin-referral-on = { $percent }% of every order of an invited customer, without a limit.
admin-referral-capped = { $percent }% of every order of an invited customer, at most { $cap } for each of them.
admin-usage-referral = The share is given as a bonus once an order is done: of what was paid with money and did not come back.
    <b>To change it:</b> <code>/referral 5</code>, with a limit for each invited customer <code>/referral 5 cap=20</code>, without one <code>/referral 5 cap=0</code>. Off: <code>/referral off</code>
admin-wrong-referral = ⚠️ From 0 to 50 percent, whole.
admin-card-referral = 🎁 <b>Change what inviting earns?</b>
admin-card-referral-then = <b>From now on:</b>
admin-done-referral = 🎁 Done. It counts for orders that end from now on.
notice-admin-referral-by = Set by admin <code>{ $admin }</code> · ID <code>{ $by }</code>
refuse-referral-moved = It is so already, or another owner has changed it meanwhile.

## What the shop says of itself

command-terms = The rules of the shop
command-privacy = What is kept of you
command-paysupport = Help with a payment
command-texts = Terms, privacy, questions and answers
text-title-terms = 📄 Rules
text-title-privacy = 🔒 Your data
text-title-paysupport = 💳 Payments
text-title-other = 📄 Text
shop-text-terms = 1. You order digital services and pay from your balance. The price you confirm is the price you pay.
    2. Money for an order is set aside when you confirm and spent only for what was delivered. The rest comes back to your balance by itself.
    3. Give a link that is public and yours to use. While an order runs, keep the page open to everybody and do not order the same for it elsewhere.
    4. Delivery times are estimates. Numbers may drop later; where a service has a refill, ask for it on the order.
    5. A balance is for orders in this shop. A bonus cannot be paid out.
    6. Orders for anything unlawful are refused.
shop-text-privacy = We keep what the shop needs to work: your Telegram ID, name, username and language, your orders with their links, your payments, and what you write to support.
    A provider gets the link and the quantity of an order, never your name.
    Nobody else gets anything, and nothing is used for advertising.
shop-text-paysupport = A payment usually arrives within minutes; on a network it waits for its confirmations.
    1. Open Balance: is it there already?
    2. If you paid by a network, use “Where is my payment?” under Top up and send the hash of the transaction.
    3. Nothing helped? Contact support with the time, the sum and the way you paid. We answer here.
shop-text-other = 📄
faq-answer = <b>{ $question }</b>

    { $answer }
admin-texts = 📄 <b>What your customers read</b>
    Choose a text, or a language for questions and answers under Help.
admin-text-language = <b>{ $title }</b>
    In which language?
admin-text-ask = <b>{ $title } · { $lang }</b>
    Send the text, at most { $max } characters. It is shown as you write it.
admin-text-now = Now: <code>{ $now }</code>
admin-text-saved = ✅ Saved.
admin-text-cleared = The built-in text is shown again.
admin-key-text-clear = ↩️ Built-in text
admin-faq = ❓ <b>Questions and answers · { $lang }</b>
    At most { $max }. A press removes one.
admin-faq-none = ❓ <b>Questions and answers · { $lang }</b>
    There are none yet. They are buttons under Help and Support, at most { $max }.
admin-faq-ask = ❓ <b>{ $lang }</b>
    Send the question in the first line and the answer below it. For example:
    <code>How long does it take?</code>
    <code>Most orders start within an hour.</code>
admin-faq-removed = Removed.
admin-key-faq-add = ➕ Add a question
refuse-faq-no-answer = The answer is missing: the question in the first line, the answer below it.
refuse-faq-full = There are { $max } questions already. Remove one first.

## Deleting what is kept of a person

key-erase = 🗑 Delete my data
key-erase-yes = 🗑 Yes, delete it all
erase-ask = 🗑 <b>Delete your data?</b>
    <b>Goes:</b> your name, username and language, the links and texts of your orders, what you bought, what you wrote to support, your invite link.
    <b>Stays:</b> sums and dates of orders and payments, which the books need, under your number and without a name.
    This cannot be undone. You can begin again with /start at any time.
erase-refused = 🗑 <b>Not possible yet</b>
    { $reason }
erase-done = 🗑 <b>Your data is deleted.</b>
    To begin again, send /start.
refuse-owner-not-erased = You own this shop. Stop being an owner first.
refuse-orders-open = { $n ->
    [one] { $n-text } order is not over yet. Wait until it is done, or cancel it.
   *[other] { $n-text } orders are not over yet. Wait until they are done, or cancel them.
    }
refuse-deposits-open = A payment is on its way. Wait until it has arrived or is over.
refuse-tickets-open = You have an open question. Close it under Support first.
refuse-balance-left = { $left } is on your balance. Spend it, or write to support to have it paid out or taken off.

## Pictures in tickets

staff-picture = 📷 A picture: open it in your own chat with the bot, /support.

## What no provider names

built-in-top-ups = Top-ups
built-in-mobile-top-up = Mobile top-up
built-in-game-top-up = Game top-up
built-in-crypto-top-up = Crypto wallet top-up
built-in-mail = Mail
built-in-mail-load-test = Load test of your own mail domain
