# Xaridor oʻqiydigan barcha matnlar. Belgilash – Telegram HTML; argumentlarni dastur oʻzi ekranlaydi.
# Imlo: oʻ va gʻ uchun U+02BB, tutuq belgisi uchun U+02BC; sondan keyin ot birlikda turadi.

## Menyu, til, yordam

menu-welcome = Assalomu alaykum, { $name }! 👋
    Xizmatni tanlang, havolani yuboring va narxni tasdiqlang. Buyurtmangizdagi har bir oʻzgarishni shu yerga yozib turamiz.
menu-balance = 👛 Balansingizda <b>{ $balance }</b>
menu-on-the-way = 📦 Bajarilmoqda: { $n ->
       *[other] { $n-text } ta buyurtma
    }
menu-to-pay = 💳 { $n ->
       *[other] { $n-text } ta toʻldirish toʻlovni kutmoqda
    }
menu-answered = 💬 Yordam xizmatidan { $n ->
       *[other] { $n-text } ta javob: /support
    }
menu-canceled = Bekor qilindi. Pul yechilmadi.
menu-stopped = Bekor qilindi. Hech narsa qilinmadi.
menu-begun-anew = Shu orada doʻkon yangilandi. Iltimos, bu qadamni boshidan boshlang: buyurtmalaringiz va pulingiz joyida.
language-ask = 🌐 <b>Tilni tanlang</b>
    Выберите язык
    Choose your language
ring-ask = 🔔 Buyurtma haqida qachon ovozli xabar kelsin?
key-ring-end = 🔔 Tayyor boʻlganda
key-ring-every = 📣 Har bir oʻzgarishda
key-ring-never = 🔕 Hech qachon
key-ring-other = 🔔 Odatdagidek
ring-chosen = Saqlandi.
language-chosen = Til oʻzgartirildi
help-text = <b>Bu qanday ishlaydi</b>
    1. /order — boʻlim va xizmatni tanlang.
    2. Havola va miqdorni yuboring.
    3. Aniq narxni koʻrib, tasdiqlang.

    Buyurtma bajarilayotganda uning puli band qilib turiladi va faqat bajarilgan qismi uchun sarflanadi. Bajarilmagan qismining puli balansingizga qaytadi.

    /search — xizmatni soʻzlari boʻyicha topish; havola yoki buyurtma raqamini shunchaki yuborsa ham boʻladi
    /orders — buyurtmalaringiz
    /balance — pulingiz va barcha amallar
    /support — doʻkon xodimiga yozish
    /terms, /privacy, /paysupport — qoidalar, maʼlumotlaringiz, toʻlov boʻyicha yordam
    /language — tilni tanlash
    /cancel — boshlagan ishingizdan chiqish
claim-done = 🔑 Endi bu doʻkonning egasi sizsiz. Menyuni ochish uchun /start yuboring.

## Tugmalar

key-order = 🛒 Yangi buyurtma
key-favourites = ★ Sevimlilar · { $n-text }
key-favourite = ☆ Sevimlilarga
key-favourite-kept = ★ Sevimlilarda
key-copy-card-link = 📋 Havola
key-orders = 📦 Buyurtmalarim
key-balance = 👛 Balans
key-language = 🌐 Til
key-support = 💬 Bogʻlanish
key-tickets = 🎫 Murojaatlar
key-ticket-new = ✍️ Yangi savol
key-ticket-open = 🎫 Murojaatni ochish
key-ticket-write = ✍️ Yana yozish
key-ticket-reply = ↩️ Javob yozish
key-ticket-solved = ✅ Hal boʻldi
key-help = ❓ Yordam
key-reviews = 🔎 Tekshiruvda
key-resume = ⏩ Buyurtmaga qaytish
key-menu = 🏠 Menyu
key-back = ⬅️ Orqaga
key-cancel = ❌ Bekor qilish
key-keep = { $entered } qolsin
key-look-for-link = 🔎 Havolaga mos xizmatlar
key-insist-on-link = Baribir shu boʻlsin
key-confirm = ✅ Tasdiqlash · { $price }
key-top-up = 🔔 Toʻldirishni soʻrash
key-recheck = 🔄 Qayta tekshirish
key-cancel-order = ❌ Buyurtmani bekor etish
key-yes-cancel = ❌ Bekor qilish
key-open-order = 📦 Buyurtmani ochish
key-ask = 💬 Savol berish
key-order-again = 🔁 Yana buyurtma berish
key-order-again-of = 🔁 Yana: { $what }
key-ask-refill = ♻️ Qayta toʻldirish
key-ask-cancel = ↩️ Bekor qilish soʻrovi
key-yes-ask-cancel = ↩️ Soʻralsin
key-refresh = 🔄 Yangilash
key-copy-id = 📋 ID ni nusxalash
button-old = Bu tugma oldingi qadamdan qolgan. Oxirgi xabardan foydalaning yoki /start yuboring.
button-moment = Bir lahza: Telegram biroz kutishni soʻrayapti.

## Katalog

browse-categories = <b>Boʻlimni tanlang</b>
browse-platforms = <b>Platformani tanlang</b>
browse-platform = <b>{ $platform }</b>
    Boʻlimni tanlang:
mark-popular = eng koʻp olinadi
mark-cheapest = eng arzon
mark-fastest = eng tez
favourites-title = ★ Sevimlilar
favourites-none = ★ <b>Sevimlilar hozircha boʻsh</b>
    Xizmat kartasida ☆ tugmasini bosing — u shu yerda koʻrinadi.
favourites-gone = { $n ->
       *[other] Yana { $n-text } tasi hozir sotuvda emas.
    }
favourites-added = Sevimlilarga qoʻshildi
favourites-removed = Sevimlilardan olib tashlandi
browse-services = <b>{ $category }</b>
    Narxlar 1000 tasi uchun. Xizmatni tanlang:
browse-packages = <b>{ $category }</b>
    Narxlar butun paket uchun. Paketni tanlang:
browse-services-and-packages = <b>{ $category }</b>
    Narxlar 1000 tasi uchun, paketlarniki butun paket uchun. Xizmatni tanlang:
browse-empty = Hozircha sotuvda hech narsa yoʻq. Iltimos, birozdan keyin yana kiring.
browse-category-other = Boshqa
card-category = { $category } · № { $number }
card-price = 💵 1000 tasi <b>{ $price }</b>
card-price-flat = 💵 Butun paket <b>{ $price }</b>
card-price-lines = 💵 { $items } <b>{ $price }</b>
card-limits = 📏 { $min } dan { $max } gacha
card-lines = 📏 Roʻyxatingiz: kamida { $min } ta, koʻpi bilan { $items }
card-lines-exactly = 📏 Roʻyxatingiz: { $items }
card-time = ⏱️ Oʻrtacha vaqt: { $time }
card-delivered = ✅ { $percent }% yetkazilgan
card-refills-asked = { $percent }% qayta toʻldirish soʻragan
card-starts = ~{ $time }da boshlanadi
card-ends = ~{ $time }da tayyor
about-minutes = { $n-text } daqiqa
about-hours = { $n-text } soat
about-days = { $n-text } kun
duration-none = darhol
duration-days = { $n ->
        [one] { $n-text } kun
       *[other] { $n-text } kun
    }
duration-hours = { $n ->
        [one] { $n-text } soat
       *[other] { $n-text } soat
    }
duration-minutes = { $n ->
        [one] { $n-text } daqiqa
       *[other] { $n-text } daqiqa
    }
card-refill = ♻️ Kamayib ketsa, toʻldirib beriladi
card-no-refill = ➖ Toʻldirib berilmaydi
card-cancel = ↩️ Bekor qilish mumkin
card-no-cancel = ➖ Boshlangach, bekor qilib boʻlmaydi

## Qidiruv

key-categories = 🗂️ Boʻlimlar
search-title = 🔎 { $words } · { $n ->
        [one] { $n-text } ta xizmat
       *[other] { $n-text } ta xizmat
    }
search-link-title = 🔗 { $what } · { $n ->
        [one] { $n-text } ta xizmat
       *[other] { $n-text } ta xizmat
    }
search-recognised = { $platform }: { $kind }
search-kind-profile = Profil
search-kind-invite = Taklif
search-kind-post = Post
search-kind-reel = Reels
search-kind-story = Hikoya
search-kind-video = Video
search-kind-live = Jonli efir
search-kind-track = Trek
search-kind-album = Albom
search-kind-playlist = Pleylist
search-kind-poll = Soʻrovnoma
search-kind-other = Sahifa
search-read-as = “{ $typed }” boʻyicha hech narsa yoʻq. Balki buni qidirgandirsiz:
search-ask = 🔎 <b>Nimani qidiryapsiz?</b>
    Nomidagi soʻzlarni, masalan <code>instagram layk</code>, yoki reklama qilmoqchi boʻlgan havolangizni yuboring.
search-instead = Bir-ikki soʻz yozing, masalan <code>instagram likes</code>, yoki boʻlimlarni koʻring.
search-nothing = 🔎 “{ $words }” boʻyicha hech narsa topilmadi.
    Kamroq yoki boshqa soʻz yozib koʻring yoki boʻlimlarga qarang.
search-near = Oʻxshash soʻzlar: { $near }
search-link-nothing = 🔗 <b>{ $what }</b>
    Hozir bunday havola uchun xizmat yoʻq. Boʻlimlarga qarang.
search-link-unknown = 🔗 Bu sayt bizga notanish, shuning uchun havola boʻyicha xizmat topa olmaymiz. Boʻlimlarga qarang.

## Buyurtma berish

checkout-link = 🔗 Havolani yuboring. Masalan:
    <code>{ $example }</code>
checkout-link-of = 🔗 Havolani yuboring ({ $kind }). Masalan:
    <code>{ $example }</code>
link-kind-profile = profil
link-kind-invite = taklif
link-kind-post = post
link-kind-reel = reels
link-kind-story = hikoya
link-kind-video = video
link-kind-live = jonli efir
link-kind-track = trek
link-kind-album = albom
link-kind-playlist = pleylist
link-kind-poll = soʻrovnoma posti
link-kind-other = boshqa sahifa
checkout-quantity = 🔢 Nechta kerak? { $min } dan { $max } gacha son yuboring.
checkout-quantity-each = 🔢 Har bir yangi post uchun nechta? { $min } dan { $max } gacha son yuboring.
checkout-price-of-one = 💵 Bittasi: <b>{ $price }</b>
checkout-quantity-is = 🔢 Miqdor: <b>{ $quantity }</b>
field-comments-label = 💬 Izohlar
field-comments-ask = 💬 Izohlarni yuboring, har biri yangi qatordan.
field-comments-count = { $n ->
        [one] { $n-text } ta izoh
       *[other] { $n-text } ta izoh
    }
field-answer-label = 🗳️ Javob
field-answer-ask = 🗳️ Soʻrovnomaning qaysi javobi uchun? Raqamini yuboring, birinchisi 1.
field-answer-bad = bu javob raqami emas. 1 dan 100 gacha son yuboring.
field-keywords-label = 🔎 Kalit soʻzlar
field-keywords-ask = 🔎 Qaysi soʻzlar boʻyicha qidirilsin? Ularni yuboring, har biri yangi qatordan, masalan: krossovka sotib olish
field-keywords-count = { $n ->
        [one] { $n-text } ta kalit soʻz
       *[other] { $n-text } ta kalit soʻz
    }
field-usernames-label = 👥 Foydalanuvchilar
field-usernames-ask = 👥 Kimlar belgilansin? Foydalanuvchi nomlarini yuboring, har biri yangi qatordan, masalan: alice_01
field-usernames-bad = foydalanuvchi nomida faqat lotin harflari, raqamlar, nuqta, chiziqcha va pastki chiziq boʻladi, masalan alice_01.
field-usernames-count = { $n ->
        [one] { $n-text } ta foydalanuvchi
       *[other] { $n-text } ta foydalanuvchi
    }
field-hashtags-label = #️⃣ Heshteglar
field-hashtags-ask = #️⃣ Qaysi heshteglar qoʻshilsin? Ularni yuboring, har biri yangi qatordan, masalan: #yoz
field-hashtags-bad = heshteg harf, raqam va pastki chiziqdan iborat bitta soʻz, masalan #yoz.
field-hashtags-count = { $n ->
        [one] { $n-text } ta heshteg
       *[other] { $n-text } ta heshteg
    }
field-groups-label = 👥 Guruhlar
field-groups-ask = 👥 Odamlar qaysi guruhlardan taklif qilinsin? Guruhlar havolasini yuboring, har biri yangi qatordan, masalan: https://t.me/my_city_chat
field-groups-bad = guruh havolasi kerak, masalan https://t.me/my_city_chat
field-groups-count = { $n ->
        [one] { $n-text } ta guruh
       *[other] { $n-text } ta guruh
    }
field-hashtag-label = #️⃣ Heshteg
field-hashtag-ask = #️⃣ Bitta heshteg yuboring: uni ishlatganlar belgilanadi. Masalan: #yoz
field-hashtag-bad = harf, raqam va pastki chiziqdan iborat bitta heshteg kerak, masalan #yoz.
field-followed-profile-label = 👤 Kimning obunachilari
field-followed-profile-ask = 👤 Kimning obunachilari belgilansin? Profil havolasini yuboring, masalan: https://instagram.com/nasa
field-followed-profile-bad = shu platformadagi profil havolasi kerak, masalan https://instagram.com/nasa
field-comment-owner-label = 👤 Izoh muallifi
field-comment-owner-ask = 👤 Izohni kim yozgan? Muallifning foydalanuvchi nomini yuboring, masalan: alice_01
field-comment-owner-bad = foydalanuvchi nomida faqat lotin harflari, raqamlar, nuqta, chiziqcha va pastki chiziq boʻladi, masalan alice_01.
field-media-label = 🖼️ Qaysi post
field-media-ask = 🖼️ Post havolasini yuboring: uni yoqtirganlar belgilanadi. Masalan: https://instagram.com/p/CxYz12
field-media-bad = shu platformadagi post havolasi kerak, masalan https://instagram.com/p/CxYz12
field-country-label = 🌍 Mamlakat
field-country-ask = 🌍 Tashrif buyuruvchilar qaysi mamlakatdan boʻlsin? Ikki harfli kodini yuboring, masalan US, DE yoki UZ; WW — butun dunyo.
field-country-bad = mamlakatning ikki harfli kodi kerak, masalan US, DE yoki UZ; WW — butun dunyo.
field-device-label = 📱 Qurilmalar
field-device-ask = 📱 Tashrif buyuruvchilar qaysi qurilmadan kirsin?
field-device-desktop = Kompyuterlar
field-device-android = Android telefonlar
field-device-ios = iPhone va iPad
field-device-mobile = Barcha telefonlar
field-device-mixed = Har qanday qurilma
field-traffic-label = 🧭 Qayerdan keladi
field-traffic-ask = 🧭 Tashrif buyuruvchilar sahifaga qayerdan kelsin?
field-traffic-search = Google qidiruvidan
field-traffic-referrer = Boshqa sahifadan
field-traffic-direct = Toʻgʻridan-toʻgʻri
field-search-word-label = 🔎 Qidiruv soʻzi
field-search-word-ask = 🔎 Tashrif buyuruvchilar Googleʼda nimani qidirsin? Soʻzlarni yuboring, masalan: krossovka sotib olish
field-referrer-label = ↪️ Qaysi sahifadan
field-referrer-ask = ↪️ Tashrif buyuruvchilar qaysi sahifadan kelsin? Havolasini yuboring, masalan: https://example.com/blog
field-referrer-bad = ochiq sahifa havolasi kerak, masalan https://example.com/blog
field-delivery-label = 🧩 Bajarilishi
field-delivery-ask = 🧩 Hammasi birdanigami yoki shuncha miqdor bir necha marta, qismma-qismmi?
field-delivery-at-once = Hammasi birdaniga
field-delivery-in-parts = Qismma-qism
field-runs-label = 🧩 Qismlar
field-runs-ask = 🧩 Nechta qismda? Har bir qism { $quantity }, hammasi birga koʻpi bilan { $max }.
field-runs-bad = bu qismlar soni emas. 2 dan 100 gacha son yuboring.
parts-too-large = ⚠️ Hamma qismlar birga koʻpi bilan { $max } boʻlishi mumkin, hozir har biri { $quantity }. Orqaga qaytib, har bir qism uchun kamroq kiriting.
parts-outside = ⚠️ Qismlar sonini { $min } dan { $max } gacha yuboring: koʻprogʻi chegaradan oshadi.
field-interval-label = ⏱️ Qismlar orasi
field-interval-ask = ⏱️ Bir qismdan keyingisigacha qancha vaqt?
field-interval-bad = tugmalardan birini bosing yoki undagi daqiqalar sonini yuboring.
field-account-label = 👤 Akkaunt
field-account-ask = 👤 Kimning yangi postlari uchun? Ochiq akkaunt nomini yuboring, masalan: alice_01
field-account-bad = nomda faqat lotin harflari, raqamlar, nuqta, chiziqcha va pastki chiziq boʻladi, masalan alice_01.
field-posts-label = 📰 Yangi postlar
field-posts-ask = 📰 Nechta yangi post uchun? Har biri { $quantity } oladi.
field-posts-bad = bu postlar soni emas. 1 dan 500 gacha son yuboring.
field-delay-label = ⏱️ Postdan keyin boshlanishi
field-delay-ask = ⏱️ Postdan qancha vaqt oʻtib boshlansin?
field-delay-bad = tugmalardan birini bosing yoki undagi daqiqalar sonini yuboring.
field-days-label = 📅 Muddati
field-days-ask = 📅 Necha kunga? Yangi postlar shu vaqtgacha ishlatmagan qismining puli balansingizga qaytadi.
field-days-bad = bu kunlar soni emas. 3 dan 90 gacha son yuboring.
list-between = Bir nechta xabar boʻlishi mumkin; oxirgisidan keyin “Tayyor” tugmasini bosing. Kamida { $min } ta, koʻpi bilan { $items }.
list-up-to = Bir nechta xabar boʻlishi mumkin; oxirgisidan keyin “Tayyor” tugmasini bosing. Koʻpi bilan { $items }.
list-package = Bir nechta xabar boʻlishi mumkin; oxirgisidan keyin “Tayyor” tugmasini bosing. Narx butun paket uchun, koʻpi bilan { $items }.
list-exactly = Bir nechta xabar boʻlishi mumkin; oxirgisidan keyin “Tayyor” tugmasini bosing. Aynan { $items } kerak.
list-so-far = 📝 { $items }:
checkout-entered = { $label }: <b>{ $value }</b>
key-list-done = ✅ Tayyor
key-list-clear = 🗑️ Boshidan boshlash
checkout-typed = ✏️ Siz yozdingiz: { $typed }
ordered-package = 1 ta paket
ordered-parts = { $n-text } × { $quantity }, har { $interval }da
ordered-posts = { $n ->
        [one] { $n-text } ta yangi post uchun { $quantity } tadan
       *[other] { $n-text } ta yangi post uchun { $quantity } tadan
    }
browse-products = <b>{ $category }</b>
    Narxlar bir dona uchun. Mahsulotni tanlang:
browse-mixed = <b>{ $category }</b>
    Narxlar 1000 tasi uchun, mahsulotlarniki bir dona uchun. Tanlang:
card-price-unit = 💵 Bir dona <b>{ $price }</b>
card-stock-in = 📦 Sotuvda bor
card-stock-left = 📦 Sotuvda: { $left } dona
card-stock-out = 📦 Hozir sotuvda yoʻq
field-asked-label = 🔒 Javobingiz
field-asked-ask = 🔒 Taʼminotchi soʻrayapti:
    <blockquote>{ $asks }</blockquote>
    Javobni bitta xabarda yuboring. U shifrlangan holda saqlanadi va faqat taʼminotchiga boradi.
entered-sealed = shifrlangan holda saqlanadi
key-keep-sealed = Javobim qolsin
card-price-previewed = 💵 Summani oʻzingiz tanlaysiz. Komissiya bilan narx tasdiqlashdan oldin koʻrsatiladi.
browse-recharges = <b>{ $category }</b>
    Nimani toʻldiramiz?
change-pricing-previewed = endi narx har bir buyurtmadan oldin soʻraladi
field-phone-label = 📱 Telefon
field-phone-ask = 📱 Toʻldiriladigan mobil raqamni yuboring, masalan +7 916 123-45-67. U shifrlangan holda saqlanadi.
field-phone-bad = mobil raqam kerak, masalan +7 916 123-45-67.
field-phone-foreign = ⚠️ Bu boshqa davlat raqami: { $country }{ $code }. Faqat Rossiya mobil raqamlarini (+7) toʻldirish mumkin.
field-phone-not-mobile = ⚠️ Bu mobil raqam emas. Faqat Rossiya mobil raqamlarini toʻldirish mumkin.
field-game-login-label = 🎮 Akkaunt logini
field-game-login-ask = 🎮 Toʻldiriladigan akkaunt loginini yuboring (koʻrinadigan ismni emas). U shifrlangan holda saqlanadi.
field-game-login-bad = login — boʻsh joysiz bitta soʻz.
field-wallet-label = 👛 Hamyon
field-wallet-ask = 👛 Hamyon manzilini yuboring. Notoʻgʻri manzilga yuborilgan pul qaytmaydi. U shifrlangan holda saqlanadi.
field-wallet-bad = manzil — harf va raqamlardan iborat bitta soʻz.
field-operator-label = 📶 Aloqa operatori
field-operator-ask = 📶 Qaysi operator?
field-amount-label = 💰 Summa
field-amount-ask = 💰 Qancha tushishi kerak?
recharge-operator-guess = Raqam { $operator } raqamiga oʻxshaydi. Tekshiring: raqam boshqa operatorga oʻtgan boʻlishi mumkin.
recharge-amount-range = { $min } dan { $max } gacha. Summani bosing yoki butun son yuboring.
recharge-amount-bad = ⚠️ { $min } dan { $max } gacha butun son kerak.
recharge-amount-is = 💰 Tushadi: <b>{ $amount }</b>
recharge-price-asked = ⏳ Narx soʻralmoqda. U hozir shu yerda paydo boʻladi.
recharge-commission = ➕ Komissiya (narx ichida): { $commission }
recharge-final = ❗ Maʼlumotlarni tekshiring: toʻldirishni qaytarib boʻlmaydi.
recharge-short = ⚠️ Yana <b>{ $missing }</b> kerak. Toʻldirishlar bonussiz balansdan toʻlanadi.
recharge-no-price-refused = ⚠️ Taʼminotchi bu operator uchun bunday summani qabul qilmaydi. Orqaga qaytib, boshqasini tanlang. Pul yechilmadi.
recharge-no-price-unreachable = ⚠️ Taʼminotchi javob bermayapti, narx hali yoʻq. Pul yechilmadi. Yana urinib koʻring.
recharge-no-price-unreadable = ⚠️ Taʼminotchi narxini tushunib boʻlmadi, shuning uchun u boʻyicha sotilmaydi. Pul yechilmadi. Keyinroq urinib koʻring.
recharge-no-price-gone = ⚠️ Hozir bunday toʻldirish sotilmaydi. Pul yechilmadi.
recharge-no-price-given-up = ⚠️ Bu narx oʻrniga yangisi soʻralgan. Pul yechilmadi.
recharge-no-price-other = ⚠️ Narx hali yoʻq. Pul yechilmadi.
recharge-key-again = 🔄 Yana soʻrash
order-facts-recharge = 💰 Summa: { $quantity }
    🕒 Berilgan vaqti: { $time }
refuse-previews-too-many = Juda koʻp narx soʻradingiz. Bir soatdan keyin urinib koʻring.
checkout-summary-product = <b>Buyurtmani tekshiring</b>

    { $service }
order-facts-product = 🔢 Miqdor: { $quantity }
    🕒 Buyurtma vaqti: { $time }
key-show-goods = 🎁 Xaridni koʻrsatish
goods-delivered = 🎁 <b>#{ $order }-buyurtma: xaridingiz</b>
    Oʻqish uchun yashirin matnni bosing.
goods-in-file = 🎁 <b>#{ $order }-buyurtma: xaridingiz</b>
    U faylda.
goods-on-their-way = Xaridingiz alohida xabarda keladi.
change-pricing-unit = endi narx bir dona uchun
refuse-favourites-full = Sevimlilarda allaqachon { $max } ta xizmat bor, boshqa joy yoʻq. Avval bittasini olib tashlang.
refuse-out-of-stock = Bu mahsulot hozir sotuvda yoʻq, buyurtma berilmadi. Keyinroq kirib koʻring.
refuse-stock-short = Hozir sotuvda faqat { $left } dona bor. Kamroq buyurtma bering.
refuse-no-goods = Bu buyurtma boʻyicha koʻrsatadigan narsa yoʻq.
refuse-ask-decided = Bu allaqachon hal qilingan yoki endi soʻralmaydi.
checkout-summary = <b>Buyurtmani tekshiring</b>

    { $service }
    🔗 { $link }
checkout-price = 💵 Narx: <b>{ $price }</b>
    👛 Balansingiz: { $balance }
checkout-duplicate = ⚠️ <b>Shu havola uchun #{ $order }-buyurtma hali bajarilmoqda</b> ({ $state }, { $quantity }). Yana bittasi kerak boʻlsagina tasdiqlang.
key-open-duplicate = 🔎 #{ $order }-buyurtmani koʻrish
checkout-after = 👛 Buyurtmadan keyin qoladi: { $after }
checkout-short = ⚠️ Yana <b>{ $missing }</b> kerak. Balansingiz toʻlguncha buyurtma shu yerda kutib turadi.
checkout-requoted = ⚠️ Siz koʻrganingizdan beri narx oʻzgardi. Iltimos, yana bir bor tekshiring.
mass-title = <b>{ $n ->
       *[other] { $n-text } ta buyurtmani tekshiring
    }</b>
mass-none = Bu qatorlarning hech birini buyurtma qilib boʻlmaydi.
mass-problems = ⚠️ { $n ->
       *[other] { $n-text } ta qator qabul qilinmadi:
    }
mass-more = … va yana { $n ->
       *[other] { $n-text } ta qator
    }
mass-running = shu havola boʻyicha #{ $order } buyurtma hali bajarilmoqda
mass-too-many = ⚠️ Bu { $n-text } ta qator, bir martada esa { $max } tagacha mumkin. Hech narsa buyurtma qilinmadi.
    Boʻlib-boʻlib yuboring.
mass-changed = ⚠️ Siz koʻrganingizdan beri nimadir oʻzgardi. Yana bir bor tekshiring:
mass-placed = ✅ <b>{ $n ->
       *[other] { $n-text } ta buyurtma berildi:
    }</b> { $orders }
    👛 Balans: { $balance }
mass-name = Bir nechta buyurtma
mass-problem-form = bunday yozing: xizmat raqami | havola | miqdor
mass-problem-unknown = bunday raqamli xizmat yoʻq
mass-problem-fields = bu xizmatga havola va miqdorning oʻzi kam, uni alohida buyurtma qiling
mass-problem-link = bu havola emas
mass-problem-other-link = bu xizmatga boshqa turdagi havola kerak
mass-problem-number = miqdor son emas
mass-quantity-outside = miqdor { $min } dan { $max } gacha boʻlishi kerak
mass-twin = { $line }-qatordagi havolaning oʻzi
mass-problem-other = bu qatorni buyurtma qilib boʻlmaydi
help-mass = Bir nechta buyurtma birdaniga: har biri uchun bitta qator yuboring, <code>xizmat raqami | havola | miqdor</code>. Xizmat kartasida <code>havola miqdor</code> yetarli.
checkout-changed = ⚠️ <b>Siz koʻrganingizdan beri oʻzgarish boʻldi. Iltimos, yana bir bor tekshiring:</b>
change-name = nomi oʻzgardi: { $before } → { $after }
change-category = boʻlimi oʻzgardi: { $before } → { $after }
change-type = endi u boshqacha buyurtma qilinadi
change-pricing-flat = endi narx butun paket uchun
change-pricing-thousand = endi narx 1000 tasi uchun
change-limits = eng kam va eng koʻp miqdor oʻzgardi: { $before } → { $after }
change-refill = endi qayta toʻldirish bor
change-no-refill = endi qayta toʻldirish yoʻq
change-cancel = endi bekor qilish mumkin
change-no-cancel = boshlanganidan keyin endi bekor qilib boʻlmaydi
change-no-parts = endi qismma-qism bajarilmaydi, hammasi birdaniga keladi
change-time = oʻrtacha vaqt oʻzgardi: { $before } → { $after }
change-description = tavsif oʻzgardi: { $after }
change-no-description = tavsif olib tashlandi
change-back = xizmat vaqtincha sotuvda yoʻq edi, endi yana sotilmoqda
change-price = narx oʻzgardi: { $before } → { $after }
checkout-placed = ✅ <b>#{ $order }-buyurtma berildi.</b>
    Bajarilganda shu yerga yozamiz.
    👛 Balans: { $balance }
checkout-already = #{ $order }-buyurtma allaqachon berilgan. Pul bir marta yechildi.
top-up-asked = Soʻrovingizni oldik: yana { $missing } kerak. Balansingiz toʻlishi bilan xabar beramiz.
top-up-asked-already = Soʻrovingiz bizga yetib kelgan. Balansingiz toʻlishi bilan xabar beramiz.
top-up-too-often = Bir necha daqiqada bir necha marta soʻradingiz. Yana soʻrashdan oldin biroz kuting.
top-up-still-missing = Hali ham { $missing } yetmayapti.
top-up-is-open = 🔔 Siz doʻkondan balansni { $amount } toʻldirishni soʻradingiz. Hali javob yoʻq.
top-up-is-declined = ❌ Balansni { $amount } toʻldirish soʻrovingiz rad etildi. Yana soʻrashingiz mumkin.
top-up-reason-not-found = Toʻlov topilmadi.
top-up-reason-pay-first = Avval toʻlang. Qanday toʻlashni yordam xizmati aytadi.
top-up-reason-not-now = Hozir buning iloji yoʻq.
top-up-reason-other = Doʻkon boshqa sabab koʻrsatdi.
top-up-not-needed = Endi balansingiz yetarli.

## Notoʻgʻri kiritilganda

link-not-a-link = ⚠️ Bu havolaga oʻxshamaydi. Shunday havola yuboring: <code>{ $example }</code>
link-too-long = ⚠️ Bu havola uchun juda uzun. Shunday havola yuboring: <code>{ $example }</code>
link-several = ⚠️ Bu yerda bir nechta havola bor. Faqat bittasini yuboring, masalan: <code>{ $example }</code>
link-contact = ⚠️ Bu elektron pochta manzili yoki telefon raqami. Sahifa havolasini yuboring, masalan: <code>{ $example }</code>
link-wrong-platform = ⚠️ Bu xizmat faqat { $platform } uchun. Shunday havola yuboring: <code>{ $example }</code>
link-wrong-kind = ⚠️ Yuborilgan havola: { $found }. Bu xizmatga { $wanted } havolasi kerak, masalan <code>{ $example }</code>
quantity-not-a-number = ⚠️ Bu son emas. Faqat raqam yuboring: { $min } dan { $max } gacha.
quantity-not-positive = ⚠️ Miqdor noldan katta boʻlishi kerak: { $min } dan { $max } gacha.
quantity-not-whole = ⚠️ Butun son kerak: { $min } dan { $max } gacha.
quantity-outside = ⚠️ Miqdor { $min } dan { $max } gacha boʻlishi kerak.
choice-bad = Tugmalardan birini bosing yoki orqaga qayting.
field-empty = ⚠️ Xabarda matn yoʻq.
field-unfit = ⚠️ Toʻgʻri kelmaydi: { $rule }
field-too-long = ⚠️ Juda uzun: koʻpi bilan { $max } ta belgi.
list-item-unfit = ⚠️ “{ $item }” toʻgʻri kelmaydi: { $rule } Xabardan hech narsa qoʻshilmadi.
list-item-too-long = ⚠️ Xabarning { $line }-qatori { $max } belgidan uzun. Xabardan hech narsa qoʻshilmadi: qisqartirib, qayta yuboring.
list-too-many = ⚠️ Jami { $items } boʻlardi, xizmat esa { $max } ta qabul qiladi. Xabardan hech narsa qoʻshilmadi.
list-too-long = ⚠️ Butun roʻyxat { $max } belgidan oshmasligi kerak. Xabardan hech narsa qoʻshilmadi.
list-outside = ⚠️ Hozir { $items } bor, xizmat { $min } dan { $max } gacha qabul qiladi. Yana yuboring yoki boshidan boshlang.
list-not-exactly = ⚠️ Hozir { $items } bor, xizmatga aynan { $max } ta kerak. Yetishmaganini yuboring yoki boshidan boshlang.
fallback-link = Hozir havola kerak. Uni matn qilib yuboring yoki orqaga qayting.
fallback-number = Hozir son kerak. Uni matn qilib yuboring yoki orqaga qayting.
fallback-list = Hozir matn kerak, har biri yangi qatordan. Uni yuboring yoki orqaga qayting.
fallback-word = Hozir matn kerak. Uni yuboring yoki orqaga qayting.
fallback-confirm = Buyurtmangiz tasdiqlashingizni kutmoqda.
fallback-support = Doʻkonga faqat matn yetkaza olamiz. Iltimos, savolingizni matn qilib yozing.
fallback-reason = Sababni matn qilib yuboring yoki bekor qiling.
fallback-own-text = Oddiy matn qilib yuboring yoki bekor qiling.
fallback-source = Xizmat raqamini matn qilib yuboring yoki bekor qiling.
fallback-id = Taʼminotchidagi raqamni matn qilib yuboring yoki bekor qiling.
fallback-unknown = Bu xabarni tushunmadim. Mana nimalar qila olaman:

## Rad javoblari

refuse-service-gone = Bu xizmat endi sotilmaydi. Iltimos, boshqasini tanlang.
refuse-not-sellable = Bu turdagi xizmatlar hozircha mavjud emas.
refuse-service-paused = Xizmat toʻxtatib turilibdi: taʼminotchida muammo bor. Keyinroq urinib koʻring yoki boshqasini tanlang.
refuse-quantity = Endi miqdor { $min } dan { $max } gacha boʻlishi kerak. Iltimos, qaytadan kiriting.
refuse-quote-gone = Buyurtma vaqtida tasdiqlanmadi. Iltimos, qaytadan buyurtma bering: /order.
refuse-owes = Qarzingiz bor: { $amount }. U toʻlangach, yana buyurtma bera olasiz.
refuse-too-many-reviews = Uchta buyurtmangiz tekshirilmoqda. Ulardan biri boʻyicha qaror chiqishi bilan yana buyurtma bera olasiz.
refuse-banned = Siz yangi buyurtma bera olmaysiz. Boshlangan buyurtmalaringiz davom etadi.
refuse-sales-paused = Yangi buyurtmalar vaqtincha toʻxtatilgan. Iltimos, keyinroq urinib koʻring. Pulingiz xavfsiz.
refuse-order-not-found = Bunday buyurtma yoʻq. Buyurtmalaringiz: /orders.
refuse-not-cancelable = Buyurtma allaqachon bajarilmoqda, uni bu yerda bekor qilib boʻlmaydi.
refuse-already-decided = Bu boʻyicha qaror qabul qilib boʻlingan.
refuse-already-decided-by = Bu boʻyicha qarorni administrator { $admin } qabul qilib boʻlgan.
refuse-refund-refused = Bu buyurtma hozir yuborilmoqda yoki tekshirilmoqda. Qarorni /review orqali qabul qiling.
refuse-refund-needs-anyway = Bu buyurtma bajarilmoqda. Baribir pulni qaytarish uchun sababga “anyway” soʻzini qoʻshing.
refuse-refund-too-much = Bu buyurtma boʻyicha hali qaytarish mumkin boʻlganidan koʻp: { $left }.
refuse-fully-refunded = Pul allaqachon toʻliq qaytarilgan.
refuse-refund-whole = Buyurtma hali navbatda: pulni faqat toʻliq qaytarish mumkin, bunda buyurtma bekor boʻladi.
refuse-own-account = Oʻz balansingizni oʻzgartira olmaysiz. Boshqa egadan soʻrang.
refuse-person-not-found = Bu yerda bunday odam yoʻq. U avval botga kamida bir marta yozishi kerak.
refuse-id-taken = Bu raqam #{ $order }-buyurtmaga tegishli.
refuse-amount-too-large = Bitta buyurtma uchun bu juda koʻp. Iltimos, kamroq miqdor kiriting.
refuse-markup-moved = Ustama shundan keyin oʻzgardi. Hozirgisini koʻrish uchun /markup yuboring.
refuse-markup-unchanged = Ustama allaqachon { $percent }%, oʻzgartiradigan narsa yoʻq.
refuse-owner-stays = Faqat sozlamalarda koʻrsatilgan egalar olib tashlay oladi va faqat havola orqali ega boʻlganlarni.
refuse-owner-not-banned = Doʻkon egalarini bloklab boʻlmaydi.
refuse-banned-already = Bu mijoz allaqachon bloklangan.
refuse-not-banned = Bu mijoz bloklanmagan.
refuse-provider-not-stopped = Bu taʼminotchi endi toʻxtatilmagan: /providers ga qarang.
refuse-stop-stays = U yerga hozircha buyurtma yuborib boʻlmaydi. Avval nimani tuzatish kerakligini /providers koʻrsatadi.
refuse-trial-under-way = Sinov buyurtmasiga allaqachon ruxsat berilgan yoki u yuborilgan. Javobini kuting.
refuse-nothing-to-file = Bu yerda maʼnosini belgilash mumkin boʻlgan javob qolmadi.
refuse-filed-already = Bu javobning maʼnosi allaqachon belgilangan. /providers ga qarang.
refuse-filed-full = Bu taʼminotchining { $max } ta javobi belgilangan. Avval /providers da bittasini bekor qiling.
refuse-filed-gone = Bu javobning maʼnosi endi belgilanmagan.
refuse-item-not-found = Bunday xizmat yoki boʻlim endi yoʻq.
refuse-source-gone = Xizmat u yerdan endi olinmaydi.
refuse-source-same = Bu oʻsha xizmatning oʻzi. Boshqasining raqamini yuboring.
refuse-source-known = U allaqachon u yerdan ham olinadi. Boshqasining raqamini yuboring.
refuse-source-full = Boshqa manba qoʻshib boʻlmaydi. Avval bittasini olib tashlang.
refuse-source-product = Mahsulotlar faqat oʻz taʼminotchisidan olinadi. Boshqa xizmat raqamini yuboring.
refuse-source-type = U xizmat boshqacha buyurtma qilinadi, oʻrnini bosa olmaydi. Boshqasining raqamini yuboring.
refuse-source-pricing = Uning narxi boshqacha hisoblanadi, solishtirib boʻlmaydi. Boshqasining raqamini yuboring.
refuse-source-limits = Uning eng kam va eng koʻp miqdori torroq. Chegaralari shunday yoki kengroq xizmat raqamini yuboring.
refuse-source-refill = Unda qayta toʻldirish yoʻq, bu xizmatda bor. Boshqasining raqamini yuboring.
refuse-source-cancel = Uni bekor qilib boʻlmaydi, bu xizmatni boʻladi. Boshqasining raqamini yuboring.
refuse-source-dripfeed = U qismma-qism bajarmaydi, bu xizmat bajaradi. Boshqasining raqamini yuboring.
refuse-source-other = U bu xizmat oʻrnini bosa olmaydi. Boshqasining raqamini yuboring.
refuse-own-text-empty = Bu matn boʻsh. Uni qayta yuboring.
refuse-own-text-too-long = Bu { $long } ta belgi, { $max } tasi sigʻadi. Qisqarogʻini yuboring.
refuse-top-up-gone = Bunday soʻrov endi yoʻq.
refuse-top-up-given = Pulni allaqachon { $admin } raqamli administrator qoʻshgan. Boshqa hech narsa qilinmadi.
refuse-top-up-declined = Soʻrovni allaqachon { $admin } raqamli administrator rad etgan. Boshqa hech narsa qilinmadi.
refuse-top-up-superseded = Mijoz qaytadan soʻradi. Hozirgi summa yangiroq xabarda. Hech narsa qilinmadi.
refuse-ticket-not-found = Bunday murojaat yoʻq. Ochiq murojaatlar: /support.
refuse-ticket-closed = Bu murojaat allaqachon yopilgan.
refuse-ticket-full = Bu murojaatga boshqa xabar sigʻmaydi. Yangi savol uchun yangisini oching: /support.
refuse-tickets-too-many = Sizda allaqachon uchta ochiq murojaat bor. Iltimos, ulardan biriga yozing yoki birini yoping.
refuse-too-many-messages = Bir soatda juda koʻp xabar yubordingiz. Avvalgilari yetib keldi; buni birozdan keyin qayta yuboring.
refuse-text-empty = Faqat matn va rasm yuborish mumkin. Iltimos, matn qilib yozing.
refuse-text-too-long = Bu { $long } ta belgi, bitta xabarga { $max } ta sigʻadi. Iltimos, boʻlib yuboring; hali hech narsa yetkazilmadi.

## Qoʻllab-quvvatlash

support-ask = 💬 <b>Qanday savolingiz bor?</b>
    Uni bitta xabarda, matn qilib yozing. Shu yerda javob beramiz.
support-ask-order = 💬 <b>#{ $order }-buyurtma boʻyicha qanday savolingiz bor?</b>
    Uni bitta xabarda, matn qilib yozing. Buyurtmaning oʻzini koʻrib turibmiz, uni tasvirlash shart emas.
support-own = 💬 <b>Ochiq murojaatlaringiz</b>
    Oʻqish yoki yana yozish uchun keraklisini oching.
support-opened = 🎫 <b>{ $ticket } murojaati ochildi, shu yerda javob beramiz.</b>
    Yana biror narsa esingizga tushsa, shunchaki yozing: murojaatga qoʻshib qoʻyamiz.
support-added = 🎫 { $ticket } murojaatiga qoʻshildi. Shu yerda javob beramiz.
support-reopened = 🎫 { $ticket } murojaati yana ochiq, xabaringiz unga qoʻshildi. Shu yerda javob beramiz.
support-write = ✍️ { $ticket } murojaati uchun xabaringizni matn qilib yozing.
support-solved = ✅ { $ticket } murojaati yopildi. Hal boʻlganidan xursandmiz!
ticket-head-waiting = 🎫 <b>{ $ticket }</b> · javobimizni kutmoqda
ticket-head-answered = 🎫 <b>{ $ticket }</b> · javob berilgan
ticket-head-closed = 🎫 <b>{ $ticket }</b> · yopilgan
ticket-about-order = 📦 #{ $order }-buyurtma haqida
ticket-line-question = <b>Siz</b> · { $time }
ticket-line-answer = <b>Doʻkon</b> · { $time }
ticket-answer = 💬 <b>{ $ticket } murojaatiga javob:</b>
ticket-closed-by-shop = 🎫 { $ticket } murojaati yopildi. Savolingiz qolgan boʻlsa, shunchaki javob yozing.
ticket-closed-by-time = 🎫 { $ticket } murojaati yopildi: ikki hafta davomida sizdan xabar boʻlmadi. Savolingiz qolgan boʻlsa, shunchaki javob yozing.

## Buyurtmalar

orders-title = 📦 <b>Buyurtmalaringiz</b>
    { $n ->
        [one] Bu roʻyxatda { $n-text } ta buyurtma.
       *[other] Bu roʻyxatda { $n-text } ta buyurtma.
    }
orders-none = 📦 <b>Buyurtmalaringiz</b>
    Bu yerda hali hech narsa yoʻq.
day-of-month = { $day }-{ $month }
month-1 = yan
month-2 = fev
month-3 = mar
month-4 = apr
month-5 = may
month-6 = iyn
month-7 = iyl
month-8 = avg
month-9 = sen
month-10 = okt
month-11 = noy
month-12 = dek
filter-all = Hammasi
filter-open = Jarayonda
filter-done = Bajarilgan
filter-problems = Muammoli
order-head-queued = { $emoji } <b>#{ $order } buyurtma rasmiylashtirildi</b> · { $state }
order-head-accepted = { $emoji } <b>#{ $order } buyurtma qabul qilindi</b> · hali boshlanmagan
order-head = { $emoji } <b>#{ $order }-buyurtma</b> · { $state }
order-facts = 🔗 { $link }
    🔢 Miqdor: { $quantity }
    🕒 Buyurtma vaqti: { $time }
order-start-count = 📍 Boshlangʻich son: { $count }
order-progress = { $bar } { $percent } %
    📈 Bajarildi: { $done } / { $quantity }
order-parts = 🧩 { $count } qismdan { $known }-si · tayyor: { $done }
order-posts = 📰 { $count } postdan { $known }-si · tayyor: { $done }
order-in-review = Bu buyurtmani taʼminotchimiz bilan tekshiryapmiz. Pulingiz xavfsiz: yo buyurtma davom etadi, yo pulning hammasi qaytadi.
order-silent = 🔕 Hozir taʼminotchi bu buyurtma haqida hech narsa aytmayapti. Pulingiz xavfsiz; shunday davom etsa, doʻkon buni aniqlaydi.
order-ask-cancel = #{ $order }-buyurtma bekor qilinsinmi? Balansingizga { $amount } qaytadi.
order-request = { $what } · { $time }
order-request-again = Yana soʻrash mumkin boʻladigan vaqt: { $time }.
order-before-cancel = ↩️ <b>#{ $order }-buyurtmani bekor qilish soʻralsinmi?</b>

    Buni taʼminotchi hal qiladi. Shu vaqtgacha bajarilgani qoladi va toʻlanadi; qolgani taʼminotchi tasdiqlagach balansingizga qaytadi.
request-refill-queued = ♻️ Qayta toʻldirish soʻraldi
request-refill-accepted = ♻️ Qayta toʻldirilmoqda
request-refill-done = ♻️ Qayta toʻldirildi
request-refill-rejected = ♻️ Qayta toʻldirish rad etildi
request-refill-unclear = ♻️ Qayta toʻldirish soʻraldi, aniq javob yoʻq
request-refill-other = ♻️ Qayta toʻldirish
request-cancel-queued = ↩️ Bekor qilish soʻraldi
request-cancel-accepted = ↩️ Bekor qilish soʻraldi, hali tasdiqlanmagan
request-cancel-done = ↩️ Soʻralganidek toʻxtatildi
request-cancel-rejected = ↩️ Toʻxtatilmadi
request-cancel-other = ↩️ Bekor qilish
request-refusal-not-offered = Bu xizmatda bunday imkoniyat yoʻq.
request-refusal-not-now = Hozir buni soʻrab boʻlmaydi.
request-refusal-returned = Bu buyurtmaning puli qaytarilgan, qayta toʻldirish yoʻq.
request-refusal-open = Allaqachon soʻralgan. Javob shu yerga keladi.
request-refusal-too-many = Uch marta soʻralgan. Iltimos, yordam xizmatiga yozing.
request-too-soon = Kuniga bir marta soʻrash mumkin, keyingi safar: { $time }.
request-refusal-other = Hozir buni soʻrab boʻlmaydi.
toast-refill-asked = Soʻraldi. Javob shu yerga keladi.
toast-cancel-asked = Soʻraldi. Tasdiqlangach pul qaytadi.
order-canceled = Bekor qilindi. Pul balansingizga qaytdi.
money-held = 💵 Bu buyurtma uchun { $paid } band qilingan. U faqat bajarilgan qismi uchun sarflanadi.
money-held-part = 💵 Bu buyurtma uchun { $held } band qilingan; { $paid } dan { $returned } allaqachon qaytgan.
money-spent = 💵 { $paid } sarflandi.
money-returned-all = 💵 Toʻliq summa, { $paid }, balansingizga qaytdi.
money-returned-part = 💵 { $paid } dan { $returned } qaytdi: { $quantity } tadan { $remains } tasi bajarilmadi. { $kept } sarflandi.
money-returned-some = 💵 { $paid } dan { $returned } qaytdi. { $kept } sarflandi.

## Balans

balance-available = 👛 <b>Balans: { $available }</b>
balance-held = ⏳ Buyurtmalar uchun band: { $held }
balance-bonus = 🎁 Shundan bonus: { $bonus }
balance-owed = ⚠️ Qarzingiz: { $owed }
balance-id = 🆔 ID raqamingiz: <code>{ $id }</code>
balance-no-entries = Hali hech qanday pul amali boʻlmagan.
movement-line = <b>{ $sum }</b> { $what } · { $day }
movement-order = #{ $order } buyurtma, { $state }
movement-entry = { $sum } { $what } · { $time }
key-export = 📄 Yuklab olish
export-file = 📄 Hisob koʻchirmangiz. Summalar aniq, vaqt — UTC.
export-on-its-way = Fayl yuborilmoqda.
csv-time = Vaqt (UTC)
csv-in = Kirim ({ $currency })
csv-out = Chiqim ({ $currency })
csv-held = Band qilingan ({ $currency })
csv-order = Buyurtma
csv-what = Nima

## Ilovadagi buyruqlar menyusi

command-start = Bosh menyu
command-order = Yangi buyurtma
command-search = Xizmat topish
command-orders = Buyurtmalarim
command-balance = Balansim
command-support = Yordam xizmatiga yozish
command-language = Tilni tanlash
command-help = Bu qanday ishlaydi
command-cancel = Amalni bekor qilish
bot-description = Raqamli xizmatlarga shu chatning oʻzida buyurtma bering. Narxlar aniq, har bir oʻzgarishni yozib turamiz, bajarilmagan qismining puli esa qaytadi.
bot-short-description = Chatdagi doʻkon: tanladingiz, toʻladingiz, tayyor.

## Mijozlarga aytiladigan gaplar

notice-apology = 😔 Kechirasiz, bizda xatolik yuz berdi va oxirgi xabaringiz bajarilmadi. Pulingiz xavfsiz. Iltimos, yana urinib koʻring; takrorlansa, bizga shu raqamni ayting: <code>{ $error }</code>
notice-service = { $service }
notice-key-open = 📦 #{ $order }-buyurtmani ochish
notice-key-fresh = 💵 Yangi narxni koʻrish
notice-key-again = 🛒 Qayta buyurtma berish
notice-key-checkout = ✅ Buyurtmamga qaytish

notice-order-queued = { $emoji } <b>#{ $order }-buyurtma yana navbatda va qayta yuboriladi</b>
notice-order-submitting = { $emoji } <b>#{ $order }-buyurtma yuborilmoqda</b>
notice-order-review = { $emoji } <b>#{ $order }-buyurtma tekshirilmoqda</b>
notice-order-begun = { $emoji } <b>#{ $order } buyurtma boshlandi</b>
notice-ordered = 🔗 { $link }
    🔢 Miqdor: { $quantity }
notice-ordered-product = 🔢 Miqdor: { $quantity }
notice-ordered-recharge = 💰 Summa: { $quantity }
notice-order-active = { $emoji } <b>#{ $order }-buyurtma qabul qilindi</b>
notice-order-completed = { $emoji } <b>#{ $order }-buyurtma bajarildi</b>
notice-order-partial = { $emoji } <b>#{ $order }-buyurtma qisman bajarildi</b>
notice-order-canceled = { $emoji } <b>#{ $order }-buyurtma bekor qilindi</b>
notice-order-rejected = { $emoji } <b>#{ $order }-buyurtma qabul qilinmadi</b>

notice-money-held = 💵 Uning uchun { $paid } band qilingan, bu pul faqat bajarilgan qismi uchun sarflanadi.
notice-money-held-part = 💵 Uning uchun { $kept } band qilingan; { $paid } dan { $returned } allaqachon qaytgan.
notice-money-safe = 🔒 Tekshiruv ketmoqda, pulingiz xavfsiz: yo buyurtma davom etadi, yo pul qaytadi. Sizdan hech narsa talab qilinmaydi.
notice-money-spent = 💵 { $paid } sarflandi.
notice-refill-done = ♻️ <b>#{ $order }-buyurtma qayta toʻldirildi</b>
notice-refill-refused = ♻️ <b>#{ $order }-buyurtma qayta toʻldirilmadi</b>
notice-refill-unclear = ♻️ <b>#{ $order }-buyurtma qayta toʻldirilgani noaniq</b>
notice-cancel-refused = ↩️ <b>#{ $order }-buyurtma davom etmoqda</b>
request-reason-refused = Taʼminotchi rad etdi. Oxirgi soʻrovdan bir kun oʻtgach yana soʻrash mumkin.
request-reason-not-sent = Taʼminotchi bir kun davomida javob bermadi. Yana soʻrash mumkin.
request-reason-no-answer = Taʼminotchi aniq javob bermadi. Qayta toʻldirilishi hali mumkin; bir kundan keyin yana soʻrang.
request-reason-interrupted = Soʻrov paytida doʻkon toʻxtab qoldi. Qayta toʻldirilishi hali mumkin; bir kundan keyin yana soʻrang.
request-reason-no-number = Taʼminotchi soʻrovni oldi, lekin natijasini aytmayapti.
request-reason-rejected-later = Taʼminotchi koʻrib chiqib, rad etdi.
request-reason-not-found = Taʼminotchi bu soʻrovni endi bilmaydi.
request-reason-delivered = Toʻxtatishga ulgurmay, buyurtma bajarildi.
request-reason-ignored = Taʼminotchidan toʻxtatish soʻraldi, bir kunda toʻxtatmadi. Yana soʻrash mumkin.
request-reason-order-over = Buyurtma avvalroq tugagan.
request-reason-other = Koʻproq bilmoqchi boʻlsangiz, yordam xizmatiga yozing.
notice-money-returned-all = 💵 Toʻliq summa, { $paid }, balansingizga qaytdi.
notice-money-returned-all-by-now = 💵 Hozir balansingizga { $now } qaytdi; avval qaytgani bilan birga toʻliq summa, { $paid }, qaytarildi.
notice-money-returned-part = 💵 { $paid } dan { $returned } qaytdi: { $quantity } tadan { $remains } tasi bajarilmadi. { $kept } sarflandi.
notice-money-returned-some = 💵 Balansingizga { $paid } dan { $returned } qaytdi. { $kept } sarflandi.
notice-money-returned-more = 💵 Hozir balansingizga { $now } qaytdi, jami { $paid } dan { $returned } qaytdi. { $kept } sarflandi.
notice-money-returned-earlier = 💵 { $kept } sarflandi; { $paid } dan { $returned } avvalroq qaytgan.

notice-credited = 💰 <b>Balansingizga { $amount } qoʻshildi</b>
notice-debited = 💸 <b>Balansingizdan { $amount } yechildi</b>
notice-refunded = ↩️ <b>#{ $order }-buyurtma uchun { $amount } balansingizga qaytdi</b>
notice-top-up-declined = ❌ <b>Balansni { $amount } toʻldirish soʻrovingiz rad etildi</b>
notice-top-up-next = Yana soʻrashingiz yoki yordam xizmatiga yozishingiz mumkin.
notice-reason = 💬 { $reason }
notice-balance = 👛 Balans: { $amount }
notice-owed = ⚠️ Qarzingiz: { $amount }. Keyingi tushgan puldan avval shu qarz toʻlanadi; ungacha buyurtma berib boʻlmaydi.

## Nega buyurtma joylashtirilmadi yoki bekor qilindi va endi nima qilish kerak

reject-service-gone = Bu xizmat endi sotilmaydi. Iltimos, boshqasini tanlang: /order.
reject-bad-link = Havola qabul qilinmadi. Havola toʻgʻriligini va sahifa hammaga ochiqligini tekshirib, qaytadan buyurtma bering.
reject-quantity-too-low = Bu xizmat uchun miqdor juda kam. Iltimos, koʻproq miqdor bilan qaytadan buyurtma bering.
reject-quantity-too-high = Bu xizmat uchun miqdor juda koʻp. Iltimos, kamroq miqdor bilan qaytadan buyurtma bering.
reject-bad-quantity = Bunday miqdor qabul qilinmadi. Iltimos, boshqa miqdor bilan qaytadan buyurtma bering.
reject-type-field = Bu xizmatga hozircha bu yerda kiritib boʻlmaydigan maʼlumotlar kerak. Iltimos, boshqasini tanlang: /order.
reject-too-long = Roʻyxat taʼminotchimiz uchun juda uzun. Iltimos, bir safarda kamroq qator bilan buyurtma qiling.
reject-bad-request = Buyurtmani yuborib boʻlmadi. Bu sizning emas, bizning xatomiz; boshqa xizmatni sinab koʻring yoki keyinroq kiring.
reject-price-rose = Buyurtma yuborilguncha narx oshdi, shuning uchun hech narsa sotib olinmadi. Yangi narxni koʻring va maʼqul boʻlsa, qaytadan buyurtma bering.
reject-not-placed = Tekshirdik: buyurtma qabul qilinmagan ekan. Qaytadan buyurtma berishingiz mumkin.
reject-waited-too-long = Buyurtmani bir kecha-kunduz davomida yuborib boʻlmadi va kutishni toʻxtatdik. Qaytadan buyurtma bering yoki boshqa xizmatni tanlang.
reject-by-customer = Siz uni bekor qildingiz. Istalgan vaqtda qaytadan buyurtma berishingiz mumkin: /order.
reject-by-admin = Doʻkon uni siz uchun bekor qildi. Istalgan vaqtda qaytadan buyurtma berishingiz mumkin: /order.
reject-other = Buyurtmani bajarib boʻlmadi. Qaytadan buyurtma bering yoki boshqa xizmatni tanlang: /order.
field-mail-domain-label = 🌐 Domen
field-mail-domain-ask = 🌐 Qaysi pochta domeningizni sinamoqchisiz? Nomini yuboring, masalan: example.com
    Hamma xat undagi biz oʻylab topgan bitta manzilga boradi. Avval DNS yozuvi bilan domen sizniki ekanini tasdiqlaysiz.
no-domain-address = Bu pochta manzili. Faqat oʻz domeningiz nomini yuboring, masalan: example.com. Manzilni oʻzimiz oʻylab topamiz.
no-domain-unfit = Bu domen nomi emas. Faqat nomini yuboring, masalan: example.com
no-domain-script = Faqat lotin harfli nomni sinash mumkin, masalan: example.com
no-domain-number = Bu kompyuterning tarmoqdagi raqami. Domen nomini yuboring, masalan: example.com
no-domain-local = Internetda bunday nom yoʻq. Oʻz domeningiz nomini yuboring, masalan: example.com
no-domain-public = Bu nom ostida har kimning domeni boʻlishi mumkin. Oʻzingiznikini yuboring, masalan: example.com
no-domain-too-long = Nom juda uzun. Oʻz domeningiz nomini yuboring, masalan: example.com
no-domain-other = Bunday domenni sinab boʻlmaydi. Nomini yuboring, masalan: example.com
consent-ask = 🌐 <b>{ $domain }</b>
    Domen sizniki ekanini tasdiqlash uchun aynan shu nomga TXT yozuvini qoʻshing:
    <code>{ $record }</code>
    Baʼzi DNS panellarida nom <code>@</code> deb yoziladi. Pochta serveri domen ichida boʻlishi va oʻsha yerda teskari nomi boʻlishi kerak.
    Yozuv { $until } gacha amal qiladi.
consent-checking = 🔎 <b>{ $domain }</b> domenining DNSi koʻrilyapti…
    Bu yarim daqiqagacha vaqt oladi. Xabar oʻzi yangilanadi.
consent-proved = ✅ <b>{ $domain }</b> sizniki ekani tasdiqlandi.
    Yozuvni oʻchirmang: yuborishdan oldin uni yana bir bor oʻqiymiz. U { $until } gacha amal qiladi.
consent-about = 🔎 { $about }
consent-key-use = ✅ Davom etish
consent-key-check = 🔎 Tekshirish
consent-key-copy = 📋 Yozuvni nusxalash
consent-key-copy-name = 📋 Nomni nusxalash
checkout-mail = ✉️ Nima boʻladi: { $quantity } ta xat <b>{ $domain }</b> dagi oʻylab topilgan bitta manzilga boradi, boshqa hech kimga emas. Yuborishdan oldin yozuv va pochta serveri yana oʻqiladi; biror narsa oʻzgargan boʻlsa, hech narsa yuborilmaydi va pulingiz qaytadi. Boshlangandan keyin toʻxtatib boʻlmaydi.
refuse-consent-missing = Domen sizniki ekani tasdiqlanmagan yoki tasdiqqa 30 kundan oshgan. Yozuvni yana tekshiring.
refuse-consent-gone = Bu domen roʻyxatingizda yoʻq. Nomini yana yuboring.
refuse-domains-too-many = Sizda allaqachon { $max } ta domen bor. Birining muddati tugaguncha kuting.
refuse-checks-too-many = Bir soatda { $max } marta tekshirish mumkin. Keyinroq urinib koʻring.
refuse-domain-busy = Bu domen uchun buyurtma hali tugamagan. Bir vaqtda bitta boʻladi.
refuse-domain-full = { $n ->
    [0] Domen bir kunlik xatlarini olib boʻldi. Ertaga urinib koʻring.
   *[other] Bugun domenga yana { $n-text } ta xat yuborish mumkin.
    }
notice-admin-found = 🔎 <b>#{ $order } buyurtma topildi:</b> taʼminotchi roʻyxatida, ID { $id }. U davom etadi.
notice-admin-not-found = 🔎 <b>#{ $order } buyurtma joylashtirilmagan:</b> taʼminotchining ikki marta oʻqilgan roʻyxatlarida u yoʻq. Pul mijozga qaytdi.
reject-in-no-list = Tekshirdik: buyurtma joylashtirilmagan. Yana buyurtma berishingiz mumkin.
admin-reason-in-their-list = taʼminotchi roʻyxatida topildi
admin-reason-in-no-list = Taʼminotchining roʻyxatlarida u yoʻq.
provider-card-on-mail = ✉️ <b>Uni yoqish bilan tasdiqlaysiz:</b> taʼminotchi bu xatlarni begonalarning obuna shakllari orqali emas, oʻz serverlaridan yuborishiga soʻz bergan.
    Doʻkon faqat egalari DNS orqali rozilik bergan domenlarga yuboradi. Soʻzingiz jurnalga yoziladi.
consent-missing-other = Nimadir kerakli holatda emas.
consent-missing-no-domain = DNSda bunday domen yoʻq.
consent-missing-no-record = TXT yozuvi hali yoʻq. Hozirgina qoʻshgan boʻlsangiz, bir necha daqiqa kutib, yana tekshiring.
consent-missing-other-token = Yozuvimiz bor, lekin kodi boshqa. Shu yerdagi yozuvni nusxalab, eskisining oʻrniga qoʻying.
consent-missing-alias = Domen boshqa nomga yoʻnaltirilgan (CNAME yoki DNAME). Yozuv domenning oʻzida turishi kerak.
consent-missing-wildcard = Yulduzchali yozuv (*) bu yerda istalgan nomga javob beradi, shuning uchun hech narsani isbotlamaydi. Uni oʻchiring yoki bir pogʻona yuqoridagi domenni kiriting.
consent-missing-no-mx = Domenning oʻz MX yozuvi yoʻq: u pochta qabul qilmaydi.
consent-missing-null-mx = MX yozuvida domen pochta qabul qilmasligi aytilgan.
consent-missing-unfit-mx = MX yozuvida yaroqsiz pochta serveri koʻrsatilgan yoki bunday yozuvlar juda koʻp.
consent-missing-no-mx-address = Domenning pochta serverida ochiq manzil yoʻq.
consent-missing-no-reverse = Pochta serveri manzilining teskari nomi (PTR yozuvi) yoʻq.
consent-missing-foreign-mx = Pochta bu domendan tashqaridagi serverga boradi. Faqat oʻz pochta serveri bor domenni sinash mumkin.
consent-missing-unconfirmed = Pochta serverining teskari nomi uning manziliga olib bormaydi.
consent-missing-no-answer = Nomlar serveri javob bermadi. Bir necha daqiqadan keyin yana tekshiring.
consent-missing-server-error = Nomlar serveri xato bilan javob beryapti. Keyinroq tekshiring yoki DNSingizni yuritadigan kishidan soʻrang.
consent-missing-servers-disagree = Nomlar serverlaringiz hali har xil javob beryapti. Oʻzgarish hammasiga yetguncha kuting.
consent-missing-expired = Yozuvga 30 kundan oshdi, yangisi kerak.
consent-missing-order-open = Bu domen uchun boshqa buyurtma hali tugamagan.
consent-missing-day-full = Domen bir kunlik 5 000 xatini olib boʻldi.
consent-missing-stale = Domenni tekshirish juda choʻzilib ketdi.
reject-consent-no-domain = Hech narsa yuborilmadi. DNSda bunday domen yoʻq.
reject-consent-no-record = Hech narsa yuborilmadi. TXT yozuvi hali yoʻq. Hozirgina qoʻshgan boʻlsangiz, bir necha daqiqa kutib, yana tekshiring.
reject-consent-other-token = Hech narsa yuborilmadi. Yozuvimiz bor, lekin kodi boshqa. Shu yerdagi yozuvni nusxalab, eskisining oʻrniga qoʻying.
reject-consent-alias = Hech narsa yuborilmadi. Domen boshqa nomga yoʻnaltirilgan (CNAME yoki DNAME). Yozuv domenning oʻzida turishi kerak.
reject-consent-wildcard = Hech narsa yuborilmadi. Yulduzchali yozuv (*) bu yerda istalgan nomga javob beradi, shuning uchun hech narsani isbotlamaydi. Uni oʻchiring yoki bir pogʻona yuqoridagi domenni kiriting.
reject-consent-no-mx = Hech narsa yuborilmadi. Domenning oʻz MX yozuvi yoʻq: u pochta qabul qilmaydi.
reject-consent-null-mx = Hech narsa yuborilmadi. MX yozuvida domen pochta qabul qilmasligi aytilgan.
reject-consent-unfit-mx = Hech narsa yuborilmadi. MX yozuvida yaroqsiz pochta serveri koʻrsatilgan yoki bunday yozuvlar juda koʻp.
reject-consent-no-mx-address = Hech narsa yuborilmadi. Domenning pochta serverida ochiq manzil yoʻq.
reject-consent-no-reverse = Hech narsa yuborilmadi. Pochta serveri manzilining teskari nomi (PTR yozuvi) yoʻq.
reject-consent-foreign-mx = Hech narsa yuborilmadi. Pochta bu domendan tashqaridagi serverga boradi. Faqat oʻz pochta serveri bor domenni sinash mumkin.
reject-consent-unconfirmed = Hech narsa yuborilmadi. Pochta serverining teskari nomi uning manziliga olib bormaydi.
reject-consent-no-answer = Hech narsa yuborilmadi. Nomlar serveri javob bermadi. Bir necha daqiqadan keyin yana tekshiring.
reject-consent-server-error = Hech narsa yuborilmadi. Nomlar serveri xato bilan javob beryapti. Keyinroq tekshiring yoki DNSingizni yuritadigan kishidan soʻrang.
reject-consent-servers-disagree = Hech narsa yuborilmadi. Nomlar serverlaringiz hali har xil javob beryapti. Oʻzgarish hammasiga yetguncha kuting.
reject-consent-expired = Hech narsa yuborilmadi. Yozuvga 30 kundan oshdi, yangisi kerak.
reject-consent-order-open = Hech narsa yuborilmadi. Bu domen uchun boshqa buyurtma hali tugamagan.
reject-consent-day-full = Hech narsa yuborilmadi. Domen bir kunlik 5 000 xatini olib boʻldi.
reject-consent-stale = Hech narsa yuborilmadi. Domenni tekshirish juda choʻzilib ketdi.
admin-reason-consent-no-domain = Yuborilmadi: rozilik yoʻq. DNSda bunday domen yoʻq.
admin-reason-consent-no-record = Yuborilmadi: rozilik yoʻq. TXT yozuvi hali yoʻq. Hozirgina qoʻshgan boʻlsangiz, bir necha daqiqa kutib, yana tekshiring.
admin-reason-consent-other-token = Yuborilmadi: rozilik yoʻq. Yozuvimiz bor, lekin kodi boshqa. Shu yerdagi yozuvni nusxalab, eskisining oʻrniga qoʻying.
admin-reason-consent-alias = Yuborilmadi: rozilik yoʻq. Domen boshqa nomga yoʻnaltirilgan (CNAME yoki DNAME). Yozuv domenning oʻzida turishi kerak.
admin-reason-consent-wildcard = Yuborilmadi: rozilik yoʻq. Yulduzchali yozuv (*) bu yerda istalgan nomga javob beradi, shuning uchun hech narsani isbotlamaydi. Uni oʻchiring yoki bir pogʻona yuqoridagi domenni kiriting.
admin-reason-consent-no-mx = Yuborilmadi: rozilik yoʻq. Domenning oʻz MX yozuvi yoʻq: u pochta qabul qilmaydi.
admin-reason-consent-null-mx = Yuborilmadi: rozilik yoʻq. MX yozuvida domen pochta qabul qilmasligi aytilgan.
admin-reason-consent-unfit-mx = Yuborilmadi: rozilik yoʻq. MX yozuvida yaroqsiz pochta serveri koʻrsatilgan yoki bunday yozuvlar juda koʻp.
admin-reason-consent-no-mx-address = Yuborilmadi: rozilik yoʻq. Domenning pochta serverida ochiq manzil yoʻq.
admin-reason-consent-no-reverse = Yuborilmadi: rozilik yoʻq. Pochta serveri manzilining teskari nomi (PTR yozuvi) yoʻq.
admin-reason-consent-foreign-mx = Yuborilmadi: rozilik yoʻq. Pochta bu domendan tashqaridagi serverga boradi. Faqat oʻz pochta serveri bor domenni sinash mumkin.
admin-reason-consent-unconfirmed = Yuborilmadi: rozilik yoʻq. Pochta serverining teskari nomi uning manziliga olib bormaydi.
admin-reason-consent-no-answer = Yuborilmadi: rozilik yoʻq. Nomlar serveri javob bermadi. Bir necha daqiqadan keyin yana tekshiring.
admin-reason-consent-server-error = Yuborilmadi: rozilik yoʻq. Nomlar serveri xato bilan javob beryapti. Keyinroq tekshiring yoki DNSingizni yuritadigan kishidan soʻrang.
admin-reason-consent-servers-disagree = Yuborilmadi: rozilik yoʻq. Nomlar serverlaringiz hali har xil javob beryapti. Oʻzgarish hammasiga yetguncha kuting.
admin-reason-consent-expired = Yuborilmadi: rozilik yoʻq. Yozuvga 30 kundan oshdi, yangisi kerak.
admin-reason-consent-order-open = Yuborilmadi: rozilik yoʻq. Bu domen uchun boshqa buyurtma hali tugamagan.
admin-reason-consent-day-full = Yuborilmadi: rozilik yoʻq. Domen bir kunlik 5 000 xatini olib boʻldi.
admin-reason-consent-stale = Yuborilmadi: rozilik yoʻq. Domenni tekshirish juda choʻzilib ketdi.

## Buyurtma holatlari

order-state-queued = yuborilishini kutmoqda
order-state-submitting = yuborilmoqda
order-state-review = tekshirilmoqda
order-state-active = bajarilmoqda
order-state-accepted = qabul qilindi, hali boshlanmadi
order-state-silent = taʼminotchidan xabar yoʻq
order-state-completed = bajarildi
order-state-partial = qisman bajarildi
order-state-canceled = bekor qilindi
order-state-rejected = qabul qilinmadi
order-state-other = nomaʼlum
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

## Balans tarixi satrlari, belgilashsiz

memo-hold = #{ $order }-buyurtma uchun band qilindi
memo-settle = #{ $order }-buyurtmaga sarflandi
memo-settle-part = #{ $order }-buyurtma: bir qismi sarflandi, qolgani qaytdi
memo-release = #{ $order }-buyurtma: hammasi qaytdi
memo-return = #{ $order }-buyurtma: qaytdi
memo-refund = #{ $order }-buyurtma: doʻkon qaytardi
memo-repay = #{ $order }-buyurtmadan qaytgan puldan qarz toʻlandi
memo-credit = doʻkon qoʻshdi: { $reason }
memo-debit = doʻkon yechdi: { $reason }
memo-loss = #{ $order }-buyurtma: doʻkon zarari

## Administratorlarga aytiladigan gaplar

notice-admin-review = 🔎 <b>#{ $order }-buyurtma qaroringizni kutmoqda</b>
    { $reason }
    Qaroringizgacha mijozning puli band turadi.
notice-admin-reviews-waiting = 🔎 <b>{ $n ->
        [one] { $n-text } ta buyurtma
       *[other] { $n-text } ta buyurtma
    } qaroringizni kutmoqda.</b>
    Qaroringizgacha mijozlarning puli band turadi.
notice-admin-attention = ⚠️ <b>#{ $order }-buyurtma haqida gʻalati javob</b>
    { $reason }
    Buyurtma davom etmoqda, pul joyida. Shunday qolsa, taʼminotchidan soʻrang.
notice-admin-attention-many = ⚠️ <b>{ $n ->
        [one] Yana { $n-text } ta buyurtma haqida gʻalati javob
       *[other] Yana { $n-text } ta buyurtma haqida gʻalati javob
    }</b>
    { $orders }
    Buyurtmalar davom etmoqda, pul joyida. Shunday qolsa, taʼminotchidan soʻrang.
notice-admin-overcharge = 💸 <b>#{ $order }-buyurtma kutilganidan ancha qimmatga tushyapti</b>
    <code>{ $provider }</code> <code>{ $expected }</code> oʻrniga <code>{ $charge }</code> olyapti.
notice-admin-overcharge-loss = 🚨 Bu mijoz toʻlagan { $paid } dan koʻp: doʻkon zarar koʻryapti.
notice-admin-overcharge-kept = Mijoz { $paid } toʻlagan, bu yetadi.
notice-admin-overcharge-unknown = Mijoz { $paid } toʻlagan. Taʼminotchi valyutasining kursi hozir yoʻq, shuning uchun bu yetadimi, nomaʼlum.
notice-admin-overcharge-hint = Buyurtma davom etmoqda. Sababini taʼminotchidan soʻrang va u yerdagi xizmat narxini solishtiring.
notice-admin-overcharge-many = 💸 <b>{ $n ->
        [one] Yana { $n-text } ta buyurtma kutilganidan ancha qimmatga tushyapti
       *[other] Yana { $n-text } ta buyurtma kutilganidan ancha qimmatga tushyapti
    }</b>
    { $orders }
    Ular davom etmoqda. Har bir buyurtma sahifasida kutilgan va olinayotgan narx bor. Sababini taʼminotchidan soʻrang.
notice-admin-late-acceptance = 🚨 <b>#{ $order }-buyurtma puli qaytarilgandan keyin qabul qilindi</b>
    Taʼminotchidagi raqami: <code>{ $id }</code>. Pul mijozda qoladi; doʻkon zarari { $amount }. Taʼminotchidan uni bekor qilishni soʻrang.
notice-admin-double-acceptance = 🚨 <b>#{ $order }-buyurtma ortiqcha bir marta qabul qilindi</b>
    U qayta yuborilgan, taʼminotchi esa birinchisini ham <code>{ $id }</code> raqami bilan qabul qilgan. Mijoz bir marta toʻlaydi; doʻkon zarari { $amount }. Taʼminotchidan <code>{ $id }</code> ni bekor qilishni soʻrang.
notice-admin-late-answer = 🕰️ <b>#{ $order }-buyurtma: javob kech keldi</b>
    { $answer }
    U hech narsani oʻzgartirmadi. Qaror qilishdan oldin buyurtmani koʻring.
notice-admin-late-answer-id = 🕰️ <b>#{ $order }-buyurtma: javob kech keldi</b>
    { $answer }
    Unda <code>{ $id }</code> raqami bor edi. U hech narsani oʻzgartirmadi: bu raqamni taʼminotchida tekshiring.
notice-admin-late-answer-many = 🕰️ <b>{ $n ->
        [one] { $n-text } ta buyurtma haqida yana kech kelgan javoblar
       *[other] { $n-text } ta buyurtma haqida yana kech kelgan javoblar
    }</b>
    { $orders }
    Ular hech narsani oʻzgartirmadi. Barcha javob va raqamlar buyurtma sahifasida: qaror qilishdan oldin koʻring.
notice-admin-stuck = 🐌 <b>Bir oydan beri oʻzgarish yoʻq</b>
    { $orders }
    Bu buyurtmalar haqida taʼminotchidan soʻrang.
notice-admin-provider = ⚠️ <b>Taʼminotchi</b> <code>{ $provider }</code>
    { $fault }
notice-admin-stopped = ⛔ <code>{ $provider }</code> <b>taʼminotchisiga endi hech narsa yuborilmaydi</b>
notice-admin-trial-failed = ⛔ <b>Sinov buyurtmasi yordam bermadi:</b> <code>{ $provider }</code> <b>toʻxtatilganicha qoladi</b>
notice-admin-provider-resumed = ▶️ <code>{ $provider }</code> <b>taʼminotchisiga sinov uchun bitta buyurtma yuborish mumkin.</b> Ruxsat berdi: <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-filed = 🏷️ <code>{ $provider }</code> <b>taʼminotchisi javobining maʼnosi belgilandi</b>
    <code>{ $words }</code>
    { $meaning }. Belgiladi: <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-unfiled = 🏷️ <code>{ $provider }</code> <b>taʼminotchisi javobining maʼnosi bekor qilindi</b>
    <code>{ $words }</code>
    Avval: { $meaning }. Bekor qildi: <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-provider-back = ✅ <b>Taʼminotchi</b> <code>{ $provider }</code> <b>yana ishlayapti</b>
synced-per-unit = narxi endi bir dona uchun
notice-admin-product-asks = 📝 <b>Taʼminotchi</b> <code>{ $provider }</code> <b>mahsulot xaridorlaridan nimadir soʻrayapti</b>
    { $n ->
        [one] { $n-text } ta yangi savol tasdigʻingizni kutmoqda.
       *[other] { $n-text } ta yangi savol tasdigʻingizni kutmoqda.
    }
    Ungacha bu mahsulotlar sotilmaydi.
notice-admin-products-need-key = 🔒 <code>{ $provider }</code> <b>mahsulotlari sotilmayapti</b>
    Mahsulotlar va xaridorlar javobi faqat shifrlangan holda saqlanadi. <code>MASTER_KEY</code> ni kiriting va qayta ishga tushiring.
notice-admin-ask-approved = 📝 <code>{ $provider }</code> <b>xaridorlaridan endi soʻrash mumkin:</b>
    <code>{ $asks }</code>
    Tasdiqladi: <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-ask-withdrawn = 📝 <code>{ $provider }</code> <b>xaridorlaridan endi soʻralmaydi:</b>
    <code>{ $asks }</code>
    Bekor qildi: <code>{ $admin }</code>, ID <code>{ $by }</code>.
admin-act-goods-shown = Buyurtma mahsuloti egaga koʻrsatildi
admin-key-product-asks = 📝 Xaridorlardan nima soʻraladi
admin-asks = 📝 <b>Taʼminotchilar mahsulot xaridorlaridan nima soʻraydi</b>
    ⏳ sizni kutmoqda va mahsulotlari sotilmaydi. ✅ tasdiqlangan. Oʻzgartirish uchun bosing.
admin-asks-none = 📝 Taʼminotchilar mahsulot xaridorlaridan hech narsa soʻramaydi.
admin-card-ask-approve = 📝 <b>Xaridorlardan buni soʻrashga ruxsat berasizmi?</b> Javob <code>{ $provider }</code> ga boradi.
    <code>{ $asks }</code>
    { $n ->
        [one] Buni { $n-text } ta mahsulot soʻraydi.
       *[other] Buni { $n-text } ta mahsulot soʻraydi.
    }
admin-card-ask-withdraw = 📝 <b>Tasdiq bekor qilinsinmi?</b> <code>{ $provider }</code> ning buni soʻraydigan mahsulotlari sotuvdan olinadi.
    <code>{ $asks }</code>
    { $n ->
        [one] Buni { $n-text } ta mahsulot soʻraydi.
       *[other] Buni { $n-text } ta mahsulot soʻraydi.
    }
admin-done-ask-approve = 📝 Tasdiqlandi. <code>{ $provider }</code> ning buni soʻraydigan mahsulotlari sotuvda.
admin-done-ask-withdraw = 📝 Bekor qilindi. <code>{ $provider }</code> ning buni soʻraydigan mahsulotlari sotuvdan olindi.
admin-usage-goods = <b>Mijoz buyurtmasi boʻyicha nima yetkazilganini koʻrish:</b> <code>/goods BUYURTMA</code>
    Masalan: <code>/goods 1001</code>
    Bu yozib qoʻyiladi va barcha egalarga xabar beriladi.
admin-card-show-goods = 🎁 <b>Bu buyurtma mahsuloti sizga koʻrsatilsinmi?</b> Bu yozib qoʻyiladi va barcha egalarga xabar beriladi.
admin-card-product =
    🎁 <code>{ $service }</code> × { $quantity }
admin-done-show-goods = 🎁 #{ $order }-buyurtma mahsuloti alohida xabarda keladi.
admin-reason-completed-without-goods = Bajarilgan deb aytilgan, lekin mahsulot kelmagan.
command-goods = Buyurtma mahsulotini koʻrsatish
notice-admin-returns-stopped = 🚨 <b>Taʼminotchi</b> <code>{ $provider }</code> <b>birdaniga juda koʻp qaytaryapti</b>
    Uning qaytarishlari bir soat /review da sizni kutadi. Tasdiqlashdan oldin taʼminotchidan biror narsa buzilmaganini soʻrang.
notice-admin-catalog-unreadable = ⚠️ <code>{ $provider }</code> <b>xizmatlari roʻyxatini oʻqib boʻlmadi</b>
    Katalog oʻzgarmadi.
notice-admin-rows-unread = ⚠️ <code>{ $provider }</code> <b>roʻyxatida oʻqib boʻlmaydigan qatorlar bor: { $n-text } ta</b>
    Bunday xizmatlar oʻqib boʻlguncha sotilmaydi. Raqam ikki marta berilgan boʻlsa, u boʻyicha yangilik olinmaydi.
notice-admin-catalog-empty = ⚠️ <code>{ $provider }</code> <b>xizmatlarning boʻsh roʻyxatini yubordi</b>
    Maʼlum xizmatlar: { $known } ta. Katalog oʻzgarmadi.
notice-admin-catalog-shrunk = ⚠️ <code>{ $provider }</code> <b>avvalgidan ancha kam xizmat yubordi</b>
    Maʼlum { $known } tadan { $listed } tasi bor. Katalog oʻzgarmadi.
notice-admin-update-given-up = 🚨 <b>Xabarni qayta ishlab boʻlmadi</b>
    Xato <code>{ $error }</code>, odam <code>{ $person }</code>. Bu raqam unga aytildi; u jurnalda ham bor.
notice-admin-updates-given-up = 🚨 <b>{ $n ->
        [one] Yana { $n-text } ta xabarni qayta ishlab boʻlmadi
       *[other] Yana { $n-text } ta xabarni qayta ishlab boʻlmadi
    }</b>
    Xatolar <code>{ $errors }</code>. Bu raqamlar odamlarga aytildi; ular jurnalda ham bor.
notice-admin-undeliverable = ⚠️ <b>Xabarni yetkazib boʻlmadi</b>
    <code>{ $chat }</code> chatiga moʻljallangan <code>{ $row }</code> satrni Telegram rad etdi, u chetga olib qoʻyildi.
    Sababi: { $reason }
notice-admin-strange-update = 🚨 <b>Bitta yangilanish ikki xil mazmun bilan keldi</b>
    Yangilanish <code>{ $update }</code>; birinchisi hisobga olinadi. Vebxuk sozlangan boʻlsa, uning siri boshqalarga maʼlum boʻlgan boʻlishi mumkin.
notice-admin-chat-lost = ⚠️ <b>Administratorlar chati xabarlarni qabul qilmayapti</b>
    Hozircha ogohlantirishlar sizga keladi. Botni oʻsha chatga qayta qoʻshing yoki boshqa ADMIN_CHAT_ID koʻrsating.
notice-admin-intake = 🚨 <b>Xabarlar bu botga yetib kelmayapti</b>
    { $fault }
notice-admin-clock-forward = ⏰ <b>Server soati { $by } oldinga surildi</b>
    Shu sababli hech bir buyurtma qaytarilmaydi va hech narsaning muddati tugamaydi. Doʻkon server vaqtini faqat ishga tushganda oladi: soat toʻgʻrilangach, uni qayta ishga tushiring.
notice-admin-clock-back = ⏰ <b>Server soati { $by } orqaga surildi</b>
    Shu sababli hech bir buyurtma qaytarilmaydi va hech narsaning muddati tugamaydi. Doʻkon server vaqtini faqat ishga tushganda oladi: soat toʻgʻrilangach, uni qayta ishga tushiring.
notice-admin-clock-found-back = ⏰ <b>Doʻkon oʻchiq turganda server soati orqaga surilgan, taxminan: { $by }</b>
    Avval koʻrsatilgan narxlar va egalarning ochiq tugmalari endi amal qilmaydi. Buyurtmalarga taʼsiri yoʻq.
notice-admin-audit = 🚨 <b>Hisob-kitob toʻgʻri kelmayapti: { $n ->
        [one] { $n-text } ta tekshiruv
       *[other] { $n-text } ta tekshiruv
    } oʻtmadi</b>
    Pulga tegishdan oldin <code>storefront audit</code> buyrugʻini ishga tushirib, koʻrib chiqing.
notice-admin-act = 🧾 <b>{ $act }</b>
notice-admin-act-amount = 💵 { $amount }
notice-admin-act-order = 📦 #{ $order }-buyurtma
notice-admin-act-people =
    👤 <code>{ $name }</code> · ID <code>{ $person }</code>
    👮 Administrator <code>{ $admin }</code> · ID <code>{ $by }</code>
notice-admin-act-reason = 💬 <code>{ $reason }</code>

notice-admin-markup = 📈 <b>Ustama: { $before }% → { $after }%</b>
    Oʻrnatgan administrator: <code>{ $admin }</code> · ID <code>{ $by }</code>
notice-admin-markup-reset = 📈 <b>Ustama: { $before }% → { $after }%</b>
    Sozlamalardagiga qaytargan administrator: <code>{ $admin }</code> · ID <code>{ $by }</code>
notice-admin-owner-removed = 🔑 <code>{ $name }</code> (ID <code>{ $id }</code>) endi doʻkon egasi emas. Olib tashladi: <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-owners-claimed = 🔑 <b>Sozlamalarda hamma egalar koʻrsatilmagan.</b> Havola orqali ega boʻlganlar:

notice-synced = 🔄 <code>{ $provider }</code> <b>xizmatlari</b>
notice-synced-same = ✅ Hech narsa oʻzgarmagan.
notice-synced-unchanged = Oʻzgarmagani: { $n-text } ta
notice-synced-added = 🆕 <b>Yangi: { $n-text } ta</b>
notice-synced-restored = ↩️ <b>Qaytib kelgani: { $n-text } ta</b>
notice-synced-hidden = 🗑️ <b>Yoʻqolgani: { $n-text } ta</b>
notice-synced-raised = 📈 <b>Qimmatlashgani: { $n-text } ta</b>
notice-synced-lowered = 📉 <b>Arzonlashgani: { $n-text } ta</b>
notice-synced-changed = ✏️ <b>Oʻzgargani: { $n-text } ta</b>
notice-synced-unread = 🚫 <b>Roʻyxatda bor, lekin oʻqib boʻlmaydi: { $n-text } ta</b>
notice-synced-unread-line = • <code>{ $id }</code> · { $field }: { $flaw }
notice-synced-unread-row = • { $place }-qator · { $field }: { $flaw }
notice-synced-line = • <code>{ $name }</code> · { $what }
notice-synced-move = • <code>{ $name }</code> · { $before } → <b>{ $after }</b>
notice-synced-more = … va yana { $n-text } ta
notice-synced-unreachable = ⚠️ <code>{ $provider }</code> <b>xizmatlarini olib boʻlmadi</b>
    { $why }
    Katalog oʻzgarmadi.
notice-synced-off = ⚠️ <b>Taʼminotchi</b> <code>{ $provider }</code> <b>endi sozlamalarda yoʻq</b>
    Uning xizmatlari sotilmaydi.
synced-name = endi “{ $name }”
synced-limits = miqdor { $before } → { $after }
synced-kind = turi { $before } → { $after }
synced-category = boʻlimi “{ $name }”
synced-per-thousand = narxi endi 1000 tasi uchun
synced-flat = narxi endi butun buyurtma uchun
synced-details = tavsifi yoki shartlari
unread-field-row = butun qator
unread-field-id = raqami
unread-field-name = nomi
unread-field-kind = turi
unread-field-rate = narxi
unread-field-min = eng kami
unread-field-max = eng koʻpi
unread-field-other = nimadir
unread-flaw-missing = koʻrsatilmagan
unread-flaw-unreadable = oʻqib boʻlmaydi
unread-flaw-ambiguous = ikki xil oʻqish mumkin
unread-flaw-other-currency = boshqa valyutada
unread-flaw-too-small = juda kichik
unread-flaw-repeated = ikki marta berilgan
unread-flaw-listed-twice = roʻyxatda ikki marta va har xil
unread-flaw-other = noaniq

admin-fault-no-connection = U bilan aloqa yoʻq. Birozdan keyin /sync ni takrorlang.
admin-fault-reset = U aloqani uzib qoʻydi. Birozdan keyin /sync ni takrorlang.
admin-fault-timeout = U vaqtida javob bermadi. Birozdan keyin /sync ni takrorlang.
admin-fault-http = U HTTP xatosi bilan javob berdi. Birozdan keyin /sync ni takrorlang.
admin-fault-throttled = Hozir undan tez-tez soʻrab boʻlmaydi. Bir daqiqadan keyin /sync ni takrorlang.
admin-fault-auth = U kalitni qabul qilmayapti yoki hisobni bloklagan. Sozlamalardagi kalitni tekshiring.
admin-fault-web-page = U JSON emas, veb-sahifa bilan javob berdi. Sozlamalardagi URLni tekshiring.
admin-fault-rate = U kamroq soʻrov yuborishni soʻrayapti. Bir daqiqadan keyin /sync ni takrorlang.
admin-fault-other = U javob berishdan bosh tortdi. Batafsil — jurnalda.

admin-act-credit = Pul qoʻshildi
admin-act-debit = Pul yechildi
admin-act-ban = Mijoz bloklandi
admin-act-unban = Mijoz blokdan chiqarildi
admin-act-refund = Buyurtma puli qaytarildi
admin-act-review-placed = Qaror: qabul qilingan
admin-act-review-send-again = Qaror: qayta yuborish
admin-act-review-not-placed = Qaror: qabul qilinmagan, hammasi qaytarildi
admin-act-review-return = Qaror: qaytarish toʻgʻri
admin-act-review-delivered = Qaror: bajarilgan, hech narsa qaytarilmaydi
admin-act-other = Pul harakati

admin-provider-fault-no-connection = U bilan bogʻlanib boʻlmayapti. Buyurtmalar kutmoqda va u javob berishi bilan yuboriladi.
admin-provider-fault-out-of-funds = U yerdagi balansingiz yetarli emas. Toʻldiring, kutayotgan buyurtmalar shunda oʻzi yuboriladi.
admin-provider-fault-rate-limited = U kamroq soʻrov yuborishni soʻrayapti. Buyurtmalar biroz kutadi.
admin-provider-fault-throttled = Doʻkonning daqiqalik oʻz soʻrovlar chegarasi tugadi, taʼminotchi hech narsani rad etmadi. Buyurtmalar biroz kutadi.
admin-provider-fault-duplicate-link = U xuddi shu havola boʻyicha boshqa buyurtmani bajarmoqda. Yangisi kutmoqda.
admin-provider-fault-auth = U kalitni qabul qilmayapti yoki hisobni bloklagan. Sozlamalardagi kalitni tekshiring.
admin-provider-fault-web-page = U JSON emas, veb-sahifa bilan javob beryapti. URL toʻgʻrimi, u faqat brauzer oʻta oladigan tekshiruvni soʻramayaptimi?
admin-provider-fault-catalog-unreachable = Xizmatlar roʻyxatini olib boʻlmadi. Katalog oʻzgarmadi.
admin-provider-fault-status-unreachable = Buyurtmalar haqidagi savollarga javob bermayapti. Bajarilayotgani davom etadi; javob berishi bilan oʻzgarishlarni aytamiz.
admin-provider-fault-other = U yerda nimadir notoʻgʻri. Batafsil — jurnalda.
admin-stop-off = U endi sozlamalarda yoʻq.
admin-stop-no-rate = Sozlamalarda uning valyutasi kursi yoʻq (PROVIDER_…_RATE).
admin-stop-no-fetched-rate = Uning valyutasi uchun yetarlicha yangi kurs yoʻq (RATES_URL): kurs aytilmagan yoki oxirgisiga besh kundan oshgan. Yangi kurs kelishi bilan sotuv oʻzi davom etadi; PROVIDER_…_RATE va qayta ishga tushirish ham yordam beradi.
admin-stop-currency = U sozlamalarda koʻrsatilganidan boshqa valyutada ishlaydi. Ikkalasi mos kelmaguncha xizmatlari sotilmaydi.
admin-stop-key = U kalitni qabul qilmayapti yoki hisobni bloklagan. Sozlamalardagi kalitni tekshiring.
admin-stop-address = Uning manzilida buyurtmalarni hech kim qabul qilmayapti. Sozlamalardagi URLni tekshiring.
admin-stop-unclear = Ketma-ket uchta buyurtmaning natijasi nomaʼlum. Balansi oʻqilganda yoki siz ruxsat berganingizda bitta buyurtma sinov uchun yuboriladi.
admin-stop-other = U toʻxtatilgan.
admin-said-account = Hisobda koʻrsatilgani: <code>{ $words }</code>
admin-said = Uning javobi: <code>{ $words }</code>
admin-said-page = U JSON oʻrniga veb-sahifa bilan javob beryapti: URL toʻgʻrimi? <code>{ $words }</code>
admin-said-web-page = U veb-sahifa bilan javob berdi: <code>{ $words }</code>
admin-stop-waits = Uning buyurtmalari kutadi; toʻxtatishning oʻzi hech narsani qaytarmaydi. Batafsil: /providers.
admin-intake-conflict = Bu botning yangilanishlarini boshqa dastur oʻqiyapti. Uni toʻxtating yoki doʻkon uchun alohida bot oching.
admin-intake-foreign-webhook = Bu botga begona vebxuk oʻrnatilgan. Uni olib tashlang, uni siz oʻrnatmagan boʻlsangiz, tokenni almashtiring.
admin-intake-webhook-not-set = Telegram bu doʻkonning vebxuk manzilini qabul qilmayapti, shuning uchun xabarlar kelmayapti. TELEGRAM_WEBHOOK_URL ni tekshiring; urinish oʻzi takrorlanadi.
admin-intake-other = Bu botning tokenidan boshqa dastur foydalanyapti. U sizniki boʻlmasa, tokenni almashtiring.

admin-reason-placed = mijoz buyurtma berdi
admin-reason-accepted = taʼminotchi qabul qildi
admin-reason-sent-again = administrator qayta yubordi
admin-reason-timeout = Taʼminotchi vaqtida javob bermadi: buyurtma qabul qilingan-qilinmagani nomaʼlum.
admin-reason-reset = Javob kelguncha aloqa uzildi: buyurtma qabul qilingan-qilinmagani nomaʼlum.
admin-reason-http-5xx = Taʼminotchi server xatosi bilan javob berdi: buyurtma qabul qilingan-qilinmagani nomaʼlum.
admin-reason-unreadable = Taʼminotchining javobini oʻqib boʻlmadi: buyurtma qabul qilingan-qilinmagani nomaʼlum.
admin-reason-no-order-id = Taʼminotchi raqamsiz javob berdi: buyurtma qabul qilingan-qilinmagani nomaʼlum.
admin-reason-unlisted-error = Taʼminotchi nomaʼlum xato bilan javob berdi: buyurtma qabul qilingan boʻlishi mumkin.
admin-reason-error-with-order = Taʼminotchi ham raqam, ham xato yubordi: buyurtma qabul qilingan boʻlishi mumkin.
admin-reason-id-taken = Taʼminotchi boshqa buyurtmaning raqamini yubordi.
admin-reason-interrupted = Yuborish paytida doʻkon toʻxtab qoldi: buyurtma qabul qilingan-qilinmagani nomaʼlum.
admin-reason-returns-stopped = Taʼminotchi bir soatda juda koʻp buyurtmani qaytardi; bu qaytarish sizni kutmoqda.
admin-reason-provider-failed = Taʼminotchi nosozlik haqida xabar beryapti.
admin-reason-unknown-status = Taʼminotchi nomaʼlum holatni aytyapti.
admin-reason-silent-unknown = Yarim kundan beri taʼminotchi bu buyurtmani bilmasligini aytmoqda.
admin-reason-silent-absent = Yarim kundan beri taʼminotchi javoblarida bu buyurtma yoʻq.
admin-reason-silent-unreadable = Yarim kundan beri taʼminotchining bu buyurtma haqidagi javoblarini oʻqib boʻlmayapti.
admin-reason-partial-without-remains = Taʼminotchi qisman bajarilganini aytyapti, lekin qancha qolganini aytmayapti.
admin-reason-partial-package = Taʼminotchi yaxlit sotiladigan narsaning bir qismi haqida aytyapti.
admin-reason-canceled-with-charge = Bekor qilingan deyilgan, lekin hammasi bajarilgan va taʼminotchi pulni oʻzida qoldirgan.
admin-reason-canceled-without-charge = Bekor qilingan deyilgan, lekin hammasi bajarilgan va qancha yechilgani aytilmagan.
admin-reason-canceled-without-count = Bekor qilingan deyilgan, lekin bajarilmagan qismi son bilan koʻrsatilmagan.
admin-reason-partial-contradicts = Qisman bajarilgan deyilgan, lekin yo hech narsa, yo hammasi yetishmaydi.
admin-reason-canceled-package = Paket bir necha dona qoldiq bilan bekor qilingan: bir qismi yetkazilgan boʻlishi mumkin.
admin-reason-completed-contradicts = Bajarilgan deyilgan, lekin hammasi yetishmayapti.
admin-reason-settles-by-children = Taʼminotchi uni bir nechta buyurtmaga boʻlgan.
admin-reason-children-contradict = Taʼminotchi koʻrsatgan qism buyurtmalar notoʻgʻri: biri takrorlangan, boshqa buyurtmaniki yoki ular juda koʻp.
admin-reason-no-connection = Taʼminotchi bilan bogʻlanib boʻlmadi.
admin-reason-out-of-funds = Taʼminotchidagi balansingiz yetarli emas.
admin-reason-rate-limited = Taʼminotchi kamroq soʻrov yuborishni soʻrayapti.
admin-reason-throttled = Doʻkonning oʻz soʻrovlar chegarasi tugagan, hech narsa yuborilmagan.
admin-reason-duplicate-link = Taʼminotchi hali shu havola bilan band.
admin-reason-auth = Taʼminotchi kalitni qabul qilmayapti.
admin-reason-address = Uning manzilida hech kim buyurtma qabul qilmaydi.
admin-reason-service-gone = Taʼminotchi bu xizmatni endi sotmaydi.
admin-reason-bad-link = Taʼminotchi havolani qabul qilmadi.
admin-reason-quantity-too-low = Taʼminotchining eng kam miqdoridan kam.
admin-reason-quantity-too-high = Taʼminotchining eng koʻp miqdoridan koʻp.
admin-reason-bad-quantity = Taʼminotchi miqdorni qabul qilmadi.
admin-reason-type-field = Taʼminotchiga doʻkon hozircha yubormaydigan maydon kerak.
admin-reason-too-long = Roʻyxat GET orqali soʻraladigan taʼminotchi uchun juda uzun.
admin-reason-bad-request = Taʼminotchi soʻrovning oʻzini qabul qilmadi.
admin-reason-price-rose = Tannarxi toʻlangan puldan oshib ketardi.
admin-reason-not-placed = Buyurtma qabul qilinmagan.
admin-reason-waited-too-long = Uni bir kecha-kunduz yuborib boʻlmadi.
admin-reason-typed = administrator kiritgan
admin-reason-seen = noaniq javob bilan kelgan
admin-reason-refill-unclear = Soʻralgan qayta toʻldirish nima boʻlgani nomaʼlum.
admin-reason-source-closed = U yerda olib boʻlmadi, boshqa joyda boʻldi.
admin-reason-by-customer = mijoz bekor qildi
admin-reason-by-admin = administrator bekor qildi
admin-reason-other = boshqa sabab

## Administratorlarga: tugmalar

admin-key-confirm = ✅ Tasdiqlash
admin-key-drop = ❌ Rad etish
admin-key-give = ✅ { $amount } qoʻshish
admin-key-decline = ❌ Rad etish
admin-key-no-reason = Sababsiz
admin-key-own-words = ✍️ Oʻz soʻzim bilan
admin-key-not-found = Toʻlov topilmadi
admin-key-pay-first = Avval toʻlov
admin-key-not-now = Hozir iloji yoʻq
admin-key-edit = ✏️ Oʻzgartirish
admin-key-hidden = 🙈 Yashirilgan ({ $n-text })
admin-key-rename = ✏️ Nomi
admin-key-describe = 📝 Tavsifi
admin-key-pin = 📌 Qadash
admin-key-unpin = 📌 Yechish
admin-key-hide = 🙈 Yashirish
admin-key-sources = 🔀 Qayerdan olinadi
admin-key-source-add = ➕ Manba qoʻshish
admin-key-source-remove = ➖ { $provider } #{ $id }
admin-key-show = 👁️ Koʻrsatish
admin-key-listed-text = ↩️ Taʼminotchi matni
admin-key-owners = 🔑 Egalar
admin-key-providers = 🏭 Taʼminotchilar
admin-key-resume = ▶️ Davom ettirish: { $provider }
admin-key-file = 🏷️ Javob maʼnosini belgilash
admin-key-filed = 🏷️ { $provider }: belgilangan javoblar
admin-key-unfile = ❌ { $words }
admin-key-remove-owner = ❌ Olib tashlash: { $name }
admin-key-attach = ✅ Ha, aynan shu
admin-key-reviews = 🔎 Tekshiruvda
admin-key-person = 👤 Mijoz
admin-key-people = ⬅️ Roʻyxatga qaytish
admin-key-statement = 🧾 Pul tarixi
admin-key-orders = 📦 Buyurtmalari
admin-key-copy-id = 📋 Mijoz ID si
admin-key-copy-credit = 📋 /credit
admin-key-order = 📦 #{ $order }-buyurtma
admin-key-placed = ✅ Qabul qilingan, raqami bor
admin-key-again = 🔁 U yerda yoʻq: qayta yuborish
admin-key-ask-refill = ♻️ Qayta toʻldirishni soʻrash
admin-key-ask-cancel = ↩️ Bekor qilishni soʻrash
admin-key-ask-stuck = ↩️ Hammasini bekor qilish
admin-key-not-placed = ↩️ U yerda yoʻq: pul qaytsin
admin-key-return = ↩️ Toʻgʻri: pulni qaytarish
admin-key-delivered = ✅ Bajarilgan: pul qaytmaydi

## Administratorlarga: murojaatlar

staff-opened = yangi savol
staff-again-open = ochiq
staff-again-closed = yopilgan
staff-how = ↩️ Shu xabarga javob (reply) yozing, matningiz mijozga yetadi.
staff-wrote = <code>{ $name }</code> yozmoqda:
staff-wrote-reopened = <code>{ $name }</code> yozmoqda, murojaat yana ochiq:
staff-answered = <code>{ $name }</code> javob berdi:
staff-answered-reopened = <code>{ $name }</code> javob berdi, murojaat yana ochiq:
staff-sent = ✅ mijozga yuborildi
staff-sent-reopened = ✅ mijozga yuborildi; murojaat yopilgan edi, endi yana ochiq
staff-sent-blocked = ⚠️ mijoz uchun saqlab qoʻyildi: u botni bloklagan, qaytganida oʻqiydi
staff-unreachable = ⚠️ mijoz botni bloklagan: javobingiz saqlab qoʻyildi va u qaytganida yetib boradi
staff-solved = ✅ <code>{ $name }</code>: savol hal boʻldi
staff-closed = ❌ yopdi: <code>{ $name }</code>
staff-order = { $emoji } <b>#{ $order }</b> · { $state }
    🛒 <code>{ $service }</code> × { $quantity } · { $price }
    🏭 <code>{ $provider }</code> · <code>{ $id }</code>
staff-line-question = ❔ { $time }
staff-line-answer = 💬 { $time } · administrator <code>{ $admin }</code>
staff-masked = 🙈 Guruhda havola va raqamlar yashirilgan. Toʻliq matn: men bilan chatda /support.
staff-key-close = ❌ { $ticket } ni yopish
staff-key-tickets = 🎫 Barcha ochiq murojaatlar
staff-list = 🎫 <b>{ $n ->
        [one] { $n-text } ta ochiq murojaat
       *[other] { $n-text } ta ochiq murojaat
    }</b>
    Javob kutmoqda: { $waiting }. Keraklisini oching va unga javob (reply) yozing.
staff-none = 🎫 <b>Ochiq murojaat yoʻq</b>
    Yangi savollar shu yerga oʻzi keladi.
staff-age-minutes = { $n-text } daq
staff-age-hours = { $n-text } soat
staff-age-days = { $n-text } kun
staff-toast-closed = { $ticket } murojaati yopildi
staff-you-closed = { $ticket } murojaati yopildi, mijozga aytildi. Uning istalgan xabariga javob yozilsa, u yana ochiladi.
notice-admin-tickets-waiting = 🎫 <b>{ $n ->
        [one] { $n-text } ta mijoz
       *[other] { $n-text } ta mijoz
    } bir kundan koʻproq javob kutmoqda</b>
    { $tickets }
    Ularni men bilan chatda /support orqali oching.

## Administratorlarga: buyruqlar

help-admin = <b>Siz uchun, doʻkon egasi sifatida</b>
    /review — qaroringizni kutayotgan buyurtmalar
    /support — ochiq murojaatlar; ularga javob (reply) yozing
    /order 1001 — buyurtma haqida hamma narsa
    /order 1001 1002 — bir nechtasini toʻldirish va bekor qilish
    /credit ID SUMMA SABAB — pul qoʻshish
    /debit ID SUMMA SABAB — pul yechish
    /refund BUYURTMA [SUMMA] SABAB — buyurtma pulini qaytarish
    /user MATN — mijozni ID, @username yoki ismining bir qismi boʻyicha topish
    /ban ID [SABAB] — mijozdan yangi buyurtma qabul qilmaslik
    /unban ID [SABAB] — uning buyurtmalarini yana qabul qilish
    /goods BUYURTMA — mahsulot buyurtmasi boʻyicha nima yetkazilgan
    /providers — qaysi taʼminotchilar buyurtma oladi va nega yoʻq
    /sync — taʼminotchilarning xizmatlarini hozir tekshirish
    /markup — taʼminotchi narxiga qoʻshiladigan ustama
    /coupon — promokodlar: yaratish, koʻrish, toʻxtatish
    /referral — taklif uchun mukofot
    /texts — qoidalar, maxfiylik, toʻlov boʻyicha yordam, savol-javoblar
    /owners — doʻkon egalari
    “Tasdiqlash” tugmasini bosmaguningizcha hech narsa sodir boʻlmaydi.
    ✏️ Oʻzgartirish — xizmat yoki boʻlim ostida: nomi, tavsifi va oʻrni darhol oʻzgaradi.
command-review = Qaror kutayotgan buyurtmalar
command-credit = Mijozga pul qoʻshish
command-debit = Mijozdan pul yechish
command-refund = Buyurtma pulini qaytarish
command-ban = Mijozdan yangi buyurtma qabul qilmaslik
command-unban = Mijozga yana buyurtma berishga ruxsat
command-user = Mijozni topish
command-sync = Taʼminotchilar xizmatlarini tekshirish
command-markup = Ustamani koʻrish yoki oʻzgartirish
command-owners = Doʻkon egalari
command-providers = Qaysi taʼminotchilar buyurtma olmoqda
admin-usage-credit = <b>Pul qoʻshish:</b> <code>/credit ID SUMMA SABAB</code>
    Masalan: <code>/credit 123456789 12.50 oʻtkazma olindi</code>
    Mijoz oʻzining ID raqamini /balance da koʻradi; ismi boʻyicha uni /user topadi.
admin-usage-debit = <b>Pul yechish:</b> <code>/debit ID SUMMA SABAB</code>
    Masalan: <code>/debit 123456789 12.50 oʻtkazma qaytarib olindi</code>
    Mijoz oʻzining ID raqamini /balance da koʻradi; ismi boʻyicha uni /user topadi.
admin-usage-refund = <b>Buyurtma pulini qaytarish:</b> <code>/refund BUYURTMA [SUMMA] SABAB</code>
    Qolganining hammasi: <code>/refund 1001 umuman boshlanmadi</code>
    Bir qismi: <code>/refund 1001 2.50 kech boshlandi</code>
    Buyurtma bajarilayotgan boʻlsa, sababga <code>anyway</code> soʻzini qoʻshing.
admin-usage-ban = <b>Mijozdan yangi buyurtma qabul qilmaslik:</b> <code>/ban ID [SABAB]</code>
    Masalan: <code>/ban 123456789 har bir toʻlovga eʼtiroz bildiradi</code>
    Mijoz oʻzining ID raqamini /balance da koʻradi; ismi boʻyicha uni /user topadi.
admin-usage-unban = <b>Mijozga yana buyurtma berishga ruxsat berish:</b> <code>/unban ID [SABAB]</code>
    Masalan: <code>/unban 123456789</code>
    Mijoz oʻzining ID raqamini /balance da koʻradi; ismi boʻyicha uni /user topadi.
admin-usage-user = <b>Mijozni topish:</b> <code>/user MATN</code>
    Raqamli ID boʻyicha: <code>/user 123456789</code>
    Foydalanuvchi nomi boʻyicha: <code>/user @anvar</code>
    Ismining bir qismi boʻyicha: <code>/user anvar</code>
admin-usage-markup = <b>Uni oʻzgartirish:</b> <code>/markup 25</code>
    0 dan 500 gacha, kasr qismi nuqta bilan: <code>/markup 17.5</code>
    Mijozlarga koʻrsatib boʻlingan narxlar oʻzgarmaydi.
admin-wrong-incomplete = ⚠️ Nimadir yetishmayapti.
admin-wrong-user = ⚠️ ID oʻrnida mijozning raqamli ID si boʻlishi kerak, masalan 123456789. @ann kabi nomlar qoʻldan qoʻlga oʻtadi, shuning uchun qabul qilinmaydi.
admin-wrong-order = ⚠️ BUYURTMA oʻrnida buyurtma raqami boʻlishi kerak, masalan 1001 yoki #1001.
admin-wrong-amount = ⚠️ Summa tushunarsiz. Uni raqamlar va nuqta bilan yozing, masalan 12.50. Sabab son bilan boshlanmaydi.
admin-wrong-amount-precise = ⚠️ Summada nuqtadan keyin koʻpi bilan oltita raqam boʻladi, masalan 0.000125.
admin-wrong-amount-zero = ⚠️ Summa noldan katta boʻlishi kerak, masalan 12.50.
admin-wrong-amount-large = ⚠️ Summa juda katta. Masalan, 12.50 deb yozing.
admin-wrong-no-reason = ⚠️ Sabab koʻrsatilmagan. Uni mijoz oʻqiydi, unga tushunarli qilib yozing.
admin-wrong-long-reason = ⚠️ Sabab juda uzun: koʻpi bilan 200 ta belgi.
admin-wrong-long-search = ⚠️ Qidirish uchun bu juda uzun: koʻpi bilan 64 ta belgi.
admin-wrong-markup = ⚠️ Ustama 0 dan 500 gacha son boʻlishi kerak, masalan 25 yoki 17.5.
admin-wrong-id = ⚠️ Bu buyurtmaning taʼminotchidagi raqami emas. Faqat raqamning oʻzini, boʻsh joysiz yuboring, masalan 23501.
admin-refused = ⚠️ { $reason }

## Administratorlarga: tasdiqlash kartalari

admin-card-credit = 💰 <b>{ $amount } qoʻshilsinmi?</b>
admin-card-debit = 💸 <b>{ $amount } yechilsinmi?</b>
admin-card-refund = ↩️ <b>#{ $order }-buyurtma uchun { $amount } qaytarilsinmi?</b>
admin-card-placed = ✅ <b>#{ $order }-buyurtma</b> <code>{ $id }</code> <b>raqami bilan qabul qilinganmi?</b>
    U taʼminotchi qabul qilgan buyurtma sifatida davom etadi.
admin-card-send-again = 🔁 <b>#{ $order }-buyurtma qayta yuborilsinmi?</b>
    Faqat u taʼminotchida boʻlmasa: aks holda ikki marta sotib olinadi.
admin-card-not-placed = ↩️ <b>#{ $order }-buyurtma qabul qilinmagan: { $amount } qaytarilsinmi?</b>
    Faqat u taʼminotchida boʻlmasa: aks holda uning pulini doʻkon toʻlaydi.
admin-card-return = ↩️ <b>#{ $order }-buyurtma boʻyicha qaytarish toʻgʻri: { $amount } qaytarilsinmi?</b>
admin-card-delivered = ✅ <b>#{ $order }-buyurtma bajarilgan: boshqa hech narsa qaytarilmasinmi?</b>
admin-card-order = { $emoji } #{ $order } · { $state }
admin-card-goods =
    🛒 <code>{ $service }</code> × { $quantity }
    🔗 <code>{ $link }</code>
admin-card-person = 👤 <code>{ $name }</code> · ID <code>{ $id }</code>
admin-card-balance = 👛 Balans: { $before } → <b>{ $after }</b>
admin-card-bonus = 🎁 Bonusi: { $before } → <b>{ $after }</b>
admin-card-owed = ⚠️ Qarzi: { $before } → <b>{ $after }</b>
admin-card-returned = ↩️ { $price } dan qaytarilgani: { $before } → <b>{ $after }</b>
admin-card-refund-queued = ❌ Buyurtma hali navbatda va bekor qilinadi.
admin-card-refund-active = ⚠️ Buyurtma davom etadi: taʼminotchi uni bajaraveradi.
admin-card-reason = 💬 <code>{ $reason }</code>
admin-card-markup = 📈 <b>Ustama oʻzgartirilsinmi?</b>
admin-card-markup-move = { $before }% → <b>{ $after }%</b>
admin-card-markup-chat = Bekor qilinmaguncha sozlamalar oʻrniga shu ustama amal qiladi.
admin-card-markup-reset = Yana sozlamalardagi qiymat amal qiladi.
admin-card-markup-samples = ⚠️ Bu katta oʻzgarish. 1000 tasining narxi, oldin va keyin:
admin-card-remove-owner = 🔑 <b>Bu ega olib tashlansinmi?</b> Uning ochiq tugmalari darhol ishlamay qoladi.
admin-card-ban = 🚫 <b>Bu mijoz bloklansinmi?</b> U yangi buyurtma bera olmaydi.
admin-card-ban-keeps =
    👛 Balansidagi pul oʻzida qoladi: { $available }
    📦 Ochiq buyurtmalari davom etadi: { $orders }
    Yordam xizmatiga yoza oladi.
admin-card-unban = ✅ <b>Bu mijozga yana buyurtma berishga ruxsat berilsinmi?</b>
admin-card-once = Bu tugma bir marta, faqat siz uchun, besh daqiqa ishlaydi.
admin-top-up = 🔔 <b>Mijoz balansini { $amount } toʻldirishni soʻrayapti</b>
    🛒 <code>{ $service }</code>
admin-top-up-reason = buyurtma uchun balans toʻldirildi
admin-top-up-given = ✅ Qoʻshdi: <code>{ $admin }</code> · ID <code>{ $by }</code>
admin-top-up-declined = ❌ Rad etdi: <code>{ $admin }</code> · ID <code>{ $by }</code>
admin-top-up-superseded = 🔄 Mijoz qaytadan soʻradi: yangiroq xabarga qarang.
admin-top-up-changed = ⚠️ Soʻrovdan beri balans oʻzgardi: { $before } → { $after }. Baribir qoʻshilsinmi?
admin-top-up-left = Hech narsa qoʻshilmadi. Soʻrov hali ochiq.
admin-top-up-placed = ⚠️ Shu orada #{ $order }-buyurtma berildi.
admin-decline-ask = ❌ <b>{ $amount } soʻrovi rad etilsinmi?</b> Mijoz sababni oʻz tilida oʻqiydi.
admin-decline-words = ✍️ <b>{ $amount } soʻrovi nega rad etilmoqda?</b> Sababni matn qilib yuboring, koʻpi bilan 200 belgi. Uni mijoz oʻqiydi.
admin-declined = ❌ Rad etildi: { $amount }. Mijozga xabar berildi.
admin-act-expired = U tugmaning vaqti oʻtgan. Mana yangisi: iltimos, yana bir bor tekshiring.
admin-act-used = Bu allaqachon tasdiqlangan yoki rad etilgan. Boshqa hech narsa qilinmadi.
admin-act-dropped = ❌ Rad etildi. Hech narsa qilinmadi.
admin-done-credit = ✅ { $name } ({ $id }) balansiga { $amount } qoʻshildi. Endi balans: { $available }.
admin-done-debit = ✅ { $name } ({ $id }) balansidan { $amount } yechildi. Endi balans: { $available }.
admin-done-refund = ✅ #{ $order }-buyurtma uchun { $amount } qaytarildi.
admin-done-markup = ✅ Endi ustama { $percent }%.
admin-done-resume = ▶️ { $provider } taʼminotchisiga sinov uchun bitta buyurtma yuborish mumkin.
admin-done-ask = { $n ->
       *[other] ✅ { $n-text } ta buyurtma boʻyicha soʻrov yuborilmoqda.
    }
admin-done-file = 🏷️ Belgilandi: { $meaning }
admin-done-unfile = 🏷️ Maʼno bekor qilindi. Bunday javobli buyurtmalar yana tekshiruvga tushadi.
admin-done-ban = 🚫 { $id } endi yangi buyurtma bera olmaydi.
admin-done-unban = ✅ { $id } yana buyurtma bera oladi.
admin-done-remove-owner = ✅ { $id } endi ega emas.
admin-owners = 🔑 <b>Doʻkon egalari</b>
admin-owner-configured = 👤 <code>{ $name }</code> · ID <code>{ $id }</code>: sozlamalarda koʻrsatilgan (ADMIN_IDS)
admin-owner-claimed = 👤 <code>{ $name }</code> · ID <code>{ $id }</code>: havola orqali, { $time }
admin-done-decide = ✅ #{ $order }-buyurtma boʻyicha qaror qabul qilindi.

## Administratorlarga: odamlar, xizmatlar, ustama

admin-people = 🔎 <code>{ $text }</code> <b>boʻyicha { $n ->
        [one] { $n-text } kishi
       *[other] { $n-text } kishi
    } topildi</b>
admin-people-none = 🔎 <code>{ $text }</code> <b>boʻyicha hech kim topilmadi</b>
    Ismning qisqaroq qismini, @username yoki raqamli ID ni yozib koʻring: /user. Faqat shu botga yozganlar maʼlum.
admin-person = 👤 <code>{ $name }</code>
    🆔 <code>{ $id }</code>
admin-person-username = 🔗 <code>@{ $username }</code>
admin-person-nameless = 🔗 Foydalanuvchi nomi yoʻq
admin-person-language = 🌐 { $language }
admin-person-language-guessed = { $language }, hali tanlanmagan
admin-person-since = 🕒 Biz bilan { $time } dan beri
admin-person-banned = 🚫 Bloklangan: buyurtma bera olmaydi
admin-person-blocked = 🔕 Botni bloklagan
admin-person-reached = 🔔 Botni bloklamagan
admin-person-wallet = 👛 Mavjud: <b>{ $available }</b>
    🎁 Bonusi: { $bonus }
    ⏳ Buyurtmalar uchun band: { $held }
    ⚠️ Doʻkondan qarzi: { $owed }
admin-person-no-orders = 📦 <b>Hali buyurtma yoʻq</b>
admin-person-orders = 📦 <b>{ $n ->
        [one] { $n-text } ta buyurtma
       *[other] { $n-text } ta buyurtma
    }</b>
admin-person-tally = { $emoji } { $state }: { $n-text }
admin-person-turnover = 💼 Savdo, qaytarilganidan tashqari: <b>{ $amount }</b>
admin-person-reviews = 🔎 Qaroringizni kutmoqda: { $orders }
admin-person-money = Pul qoʻshish: <code>/credit { $id } </code>SUMMA SABAB
admin-sync = 🔄 <b>Taʼminotchilarning xizmatlari tekshirilmoqda…</b>
    Nima oʻzgargani alohida xabarda keladi.
admin-sync-looking = ⏳ <code>{ $provider }</code>: tekshirilmoqda
admin-sync-running = ⏳ <code>{ $provider }</code>: tekshiruv allaqachon ketmoqda, natijasi sizga keladi
admin-sync-never = U hali tekshirilmagan.
admin-sync-last = Oxirgi tekshiruv, { $time }: { $outcome }
admin-sync-none = ⚠️ Sozlamalarda birorta taʼminotchi yoʻq, tekshiradigan narsa ham yoʻq.
admin-sync-unknown = ⚠️ <code>{ $name }</code> degan taʼminotchi yoʻq. Borlari: <code>{ $providers }</code>. Hammasi uchun: /sync
admin-providers = 🏭 <b>Taʼminotchilar</b>
admin-provider = 🏭 <code>{ $provider }</code> · <code>{ $host }</code>
admin-provider-works = ✅ Buyurtmalarni olmoqda.
admin-provider-stopped = ⛔ { $time } dan beri toʻxtatilgan.
admin-provider-stopped-before = ⛔ Toʻxtatilgan; qachondan beri, nomaʼlum.
admin-provider-pauses = ⏸️ Keyingi urinish: { $time }.
admin-provider-balance = Balans: <code>{ $balance }</code>, { $time } da oʻqilgan
admin-provider-queued = { $n ->
    [one] { $n-text } ta buyurtma yuborilishini kutmoqda.
   *[other] { $n-text } ta buyurtma yuborilishini kutmoqda.
    }
admin-trial-granted = ⏳ Keyingi buyurtma sinov uchun yuboriladi.
admin-trial-sent = ⏳ Sinov buyurtmasi yuborilgan.
admin-trial-failed = Oxirgi sinovning natijasi nomaʼlum. Siz yana ruxsat bermaguningizcha hech narsa yuborilmaydi.
admin-trial-other = Sinov ketmoqda.
# Egalar chatda qoʻshadigan taʼminotchilar va ular haqidagi qarorlar
provider-none = 🏭 Hali taʼminotchi yoʻq. Shu yerda yoki sozlamalarda qoʻshing.
provider-key = ⚙️ { $provider }
provider-key-add = ➕ Qoʻshish
provider-key-on = ▶️ Yoqish
provider-key-off = ⏸️ Oʻchirish
provider-key-retype = ✍️ Manzil va kalit
provider-key-remove = ❌ Olib tashlash
provider-key-compare = ⚖️ Balansni solishtirish
provider-compare-asked = Solishtirilmoqda. Natija xabar boʻlib keladi.
provider-key-fetched = 📈 Har soatda olinsin
provider-key-again = 🔁 Qayta kiritish
provider-key-same = ✅ Bu oʻsha tizim
provider-key-warn = 🔔 { $below }
provider-key-warn-never = 🔕
provider-ask-name = 🏭 <b>Taʼminotchi bu yerda qanday atalsin?</b>
    Kichik lotin harflari, raqamlar va _, koʻpi bilan 16 ta: <code>panel2</code>
provider-ask-address = 🔗 <b>API manzilini yuboring</b>, masalan <code>https://panel.example.com/api/v2</code>
    Xabaringiz darhol oʻchiriladi; keyin faqat xost koʻrinadi.
provider-ask-key = 🔑 <b>API kalitini yuboring.</b>
    Xabaringiz darhol oʻchiriladi. Kalit shifrlangan holda saqlanadi va boshqa koʻrsatilmaydi.
provider-ask-currency = 💱 <b>Narxlari qaysi valyutada?</b> Uch harf, masalan <code>USD</code>
provider-ask-rate = 💱 <b>Uning bir birligi doʻkon valyutasida qancha?</b> Masalan <code>1.08</code>
provider-trying = ⏳ <code>{ $host }</code> <b>dan balans soʻralmoqda…</b>
    Javob shu yerda chiqadi. Hali hech narsa qoʻshilmadi.
provider-card-add = 🏭 <code>{ $provider }</code> <b>taʼminotchisi qoʻshilsinmi?</b>
    Xost: <code>{ $host }</code>
    Turi: SMM panel
    Balans: <code>{ $balance }</code>
    Xizmatlari yuklanadi va ustamangiz bilan sotiladi.
provider-card-rate = Kurs: 1 { $currency } = { $rate } { $shop }
provider-card-rate-fetched = { $currency } kursi: har soatda olinadi
provider-card-moved = ⚠️ <b>Shu paytgacha u</b> <code>{ $from }</code> <b>da edi.</b> U yerdagi ochiq buyurtmalar: { $orders }
    Faqat oʻsha tizim boʻlsa tasdiqlang: bu buyurtmalar yangi xostdan soʻraladi. Boshqa tizim uchun boshqa nom tanlang.
provider-unfit = ⚠️ <code>{ $provider }</code> <b>taʼminotchisi qoʻshilmadi</b>
provider-unfit-no-connection = <code>{ $host }</code> javob bermayapti yoki ochiq manzili yoʻq. Manzilni tekshiring.
provider-unfit-no-answer = <code>{ $host }</code> vaqtida javob bermadi. Birozdan keyin urinib koʻring.
provider-unfit-key = <code>{ $host }</code> kalitni qabul qilmayapti. Uni paneldan qayta nusxalang.
provider-unfit-web-page = <code>{ $host }</code> veb-sahifa bilan javob beryapti. Bu API manzilimi? Odatda u /api/v2 bilan tugaydi.
provider-unfit-no-balance = <code>{ $host }</code> javob beryapti, lekin balansni bildirmayapti. Manzil va kalitni tekshiring.
provider-unfit-currency = Hisobi <code>{ $account }</code> da, siz { $currency } kiritdingiz.
provider-unfit-sealed = Kiritganingizni endi oʻqib boʻlmaydi.
provider-unfit-kept = Manzil ham, kalit ham saqlanmadi.
provider-done-added = ✅ { $provider } qoʻshildi. Xizmatlari yuklanmoqda.
provider-recent = Oxirgi yuborilgan { $all } ta buyurtmadan { $failed } tasi rad etilgan yoki nomaʼlum.
provider-rate-settings = 💱 1 { $currency } = { $rate } { $shop }, sozlamalardan.
provider-rate-typed = 💱 1 { $currency } = { $rate } { $shop }, shu yerda kiritilgan.
provider-rate-fetched = 💱 1 { $currency } = { $rate } { $shop }, manbadan olingan; { $age } oldin birinchi marta koʻrilgan.
provider-warns = 🔔 { $below } { $currency } dan kamaysa, ogohlantiriladi. Boshqa chegara:
provider-warns-never = 🔕 Kam balans haqida ogohlantirilmaydi. Qanchadan kamaysa, ogohlantirilsin:
provider-card-off = ⏸️ <code>{ $provider }</code> <b>oʻchirilsinmi?</b>
    Xizmatlari sotilmaydi, yangi buyurtma yuborilmaydi. Navbatdagilari kutadi, qabul qilinganlari kuzatiladi. Ochiq buyurtmalar: { $orders }
provider-card-on = ▶️ <code>{ $provider }</code> <b>yoqilsinmi?</b>
    Xizmatlari yana sotiladi, navbatdagi buyurtmalar yuboriladi. Ochiq buyurtmalar: { $orders }
provider-done-off = ⏸️ { $provider } oʻchirildi.
provider-done-on = ▶️ { $provider } yoqildi.
provider-card-remove = ❌ <code>{ $provider }</code> <b>olib tashlansinmi?</b>
    Manzili va kaliti oʻchiriladi, xizmatlari sotilmaydi. Eski buyurtmalar qoladi.
provider-done-removed = ❌ { $provider } olib tashlandi.
provider-moved = ⚠️ <code>{ $provider }</code> <b>uchun boshqa xost</b>
    Buyurtmalari <code>{ $from }</code> da; sozlamalarda endi <code>{ $to }</code>.
    Bu oʻsha tizim ekanini aytmaguningizcha u yerga hech narsa yuborilmaydi va soʻralmaydi. Aks holda eski manzilni qaytaring, yangisiga boshqa nom bering.
provider-moved-to = Sozlamalarda endi: <code>{ $words }</code>
provider-card-same = ⚠️ <code>{ $to }</code> <b>va</b> <code>{ $from }</code> <b>bitta tizimmi?</b>
    Taʼminotchi <code>{ $provider }</code>. Ochiq buyurtmalar: { $orders }
    Ular yangi xostdan soʻraladi. Boshqa tizim ularni bilmaydi va bajarilmadi deb javob bergan boʻlardi.
provider-done-same = ✅ { $provider } endi { $to } dan soʻraladi.
provider-low = 🪫 <code>{ $provider }</code> <b>dagi balans kam:</b> <code>{ $balance }</code>
    { $below } dan kamayganda bilmoqchi edingiz. Uni toʻldiring: pulsiz buyurtmalar kutadi.
provider-act-provider-added = 🏭 <code>{ $provider }</code> <b>taʼminotchisi qoʻshildi:</b> <code>{ $detail }</code>
provider-act-provider-readdressed = 🏭 <code>{ $provider }</code> <b>manzili yoki kaliti yangilandi:</b> <code>{ $detail }</code>
provider-act-provider-moved = 🏭 <code>{ $provider }</code> <b>boshqa xostdagi oʻsha tizim:</b> <code>{ $detail }</code>
provider-act-provider-switched-off = ⏸️ <code>{ $provider }</code> <b>taʼminotchisi oʻchirildi</b>
provider-act-provider-switched-on = ▶️ <code>{ $provider }</code> <b>taʼminotchisi yoqildi</b>
provider-act-provider-removed = ❌ <code>{ $provider }</code> <b>taʼminotchisi olib tashlandi</b>
provider-act-provider-warned = 🔔 <code>{ $provider }</code> <b>da kam balans:</b> { $detail } dan kamaysa, ogohlantiriladi
provider-act-provider-trial-agreed = 📱 <code>{ $provider }</code> <b>toʻldirishlari sotilyapti:</b> sinov mos keldi, <code>{ $detail }</code>
provider-needs-trial = 🧪 Sinov aytilgan summa yechilganini koʻrsatmaguncha u hech narsa sotmaydi.
provider-key-trial = 🧪 Sinab koʻrish
recharge-trial-begun = Sinov: oʻz raqamingizni toʻldiring. U oʻz balansingizdan toʻlanadi.
recharge-trial-over = 🧪 <code>{ $provider }</code> <b>sinovi tugadi</b> · buyurtma #{ $order }
recharge-trial-preview = 🧾 Oldin aytilgan narx: <b>{ $sum }</b>
recharge-trial-taken = 🏦 Balansdan ketdi: <b>{ $taken }</b> ({ $before } → { $after })
recharge-trial-debit = 📄 Operatsiya boʻyicha: <b>{ $sum }</b>
recharge-trial-arrived = 📱 Tushdi: { $sum }
recharge-trial-unknown = aytilmagan
recharge-trial-agrees = ✅ Summalar mos. Toʻldirishlarni sotish mumkin.
recharge-trial-differs = ❌ Summalar mos emas, toʻldirishlar oʻchiqligicha qoladi. PROVIDER_…_OPTIONS dagi commission ni va hisobdan boshqa hech narsa foydalanmayotganini tekshiring, soʻng yana sinab koʻring.
recharge-trial-failed = ❌ <code>{ $provider }</code> <b>sinovi amalga oshmadi</b> · buyurtma #{ $order }. Toʻldirishlar oʻchiqligicha qoladi.
recharge-key-agree = ✅ Mos: sotilsin
recharge-key-leave-off = ⏸️ Yoqilmasin
recharge-trial-card = 📱 <b>Toʻldirishlar sotilsinmi?</b> Sinov summalari:
recharge-trial-done = ✅ { $provider } toʻldirishlari endi sotiladi.
refuse-trial-missing = Aytilgan narx bilan yechilgan summa bir xilligini sinov koʻrsatmaguncha toʻldirishlar oʻchiq turadi. Taʼminotchi kartasida «Sinab koʻrish»ni bosing.
refuse-trial-differs = Bu sinov toʻldirishlarni yoqmaydi: summalari mos emas yoki yangirogʻi bor. /providers ga qarang.
admin-provider-fault-preview-unreadable = Toʻldirish narxini oʻqib boʻlmadi yoki u boshqa valyutada. Bunday narxda hech narsa sotilmaydi. Sozlamalarni uning hujjati bilan solishtiring.
synced-previewed = narx endi har bir buyurtmadan oldin soʻraladi
admin-card-recharge = 📱 <code>{ $service }</code>: { $quantity }
provider-act-by = 👮 { $admin } · ID { $by }
admin-stop-moved = Xosti endi boshqa. Ega bu oʻsha tizim ekanini aytmaguncha hech narsa yuborilmaydi va soʻralmaydi.
admin-stop-sealed = Manzili va kaliti ochilmayapti. Toʻgʻri MASTER_KEY ni qaytarib, qayta ishga tushiring yoki ularni /providers da qayta kiriting.
admin-stop-switched-off = Oʻchirilgan. Qabul qilingan buyurtmalar kuzatiladi.
admin-stop-debited = Toʻldirish uchun aytilganidan koʻp yechildi. Ega tekshirib, yoqmaguncha hech narsa sotilmaydi va yuborilmaydi; qabul qilingan buyurtmalar kuzatiladi.
refuse-no-master-key = Kalitlar faqat shifrlangan holda saqlanadi. MASTER_KEY ni sozlang (yaratish: openssl rand -hex 32), qayta ishga tushiring va yana urining.
refuse-provider-name = Faqat kichik lotin harflari, raqamlar va _, koʻpi bilan 16 ta.
refuse-provider-name-taken = Sozlamalarda shu nomli taʼminotchi bor. Boshqasini tanlang.
refuse-provider-address-not-an-address = Bu manzil emas. U https:// bilan boshlanadi va boʻsh joysiz yoziladi.
refuse-provider-address-not-https = U https:// bilan boshlanishi kerak, aks holda kalitni yoʻlda oʻqib olishlari mumkin.
refuse-provider-address-not-public = IP-manzil yoki ichki tarmoq nomi emas, ochiq nom kerak.
refuse-provider-address-other = Bu manzil toʻgʻri kelmaydi.
refuse-provider-key = Bu kalitga oʻxshamaydi. Uni alohida, boʻsh joysiz yuboring.
refuse-provider-currency = Uch harf, masalan USD.
refuse-provider-rate = 0 dan katta son, masalan 1.08.
refuse-providers-full = Chatdan qoʻshilgan taʼminotchilar { $max } ta. Avval birini olib tashlang.
refuse-draft-gone = Bu endi amal qilmaydi. /providers da qaytadan boshlang.
refuse-provider-not-found = Bunday taʼminotchi bu yerda yoʻq. /providers ga qarang.
refuse-provider-switched = Allaqachon shunday. /providers ga qarang.
refuse-provider-busy = { $n ->
    [one] { $n-text } ta buyurtma hali tugamagan. Yaxshisi, taʼminotchini oʻchiring.
   *[other] { $n-text } ta buyurtma hali tugamagan. Yaxshisi, taʼminotchini oʻchiring.
    }
admin-card-resume = ▶️ <code>{ $provider }</code> <b>taʼminotchisiga sinov uchun bitta buyurtma yuborilsinmi?</b>
admin-card-resume-rule = Navbatdagi buyurtma yoki birinchi yangi buyurtma yuboriladi. Aniq javob toʻxtatishni bekor qiladi. Natija nomaʼlum boʻlsa, boshqa hech narsa yuborilmaydi va oʻsha buyurtma qaroringizni kutadi.
admin-card-ask-refill = { $n ->
        [0] ♻️ Qayta toʻldirishni soʻrab boʻlmaydi.
       *[other] ♻️ <b>{ $n-text } ta buyurtmani qayta toʻldirish soʻralsinmi?</b> { $orders }
    }
admin-card-ask-cancel = { $n ->
        [0] ↩️ Bekor qilishni soʻrab boʻlmaydi.
       *[other] ↩️ <b>{ $n-text } ta buyurtmani bekor qilish soʻralsinmi?</b> Taʼminotchi bekor qilganini bildirgach, pul qaytadi. { $orders }
    }
admin-card-ask-not = #{ $order }: { $reason }
admin-file-ask = 🏷️ <code>{ $provider }</code> <b>taʼminotchisining bu javobi nimani bildiradi?</b>
    <code>{ $words }</code>

    Bunday javobda buyurtma hech qachon qabul qilinmasligiga ishonchingiz komil boʻlsagina tanlang. Bu buyurtma tekshiruvda qoladi, keyingilariga esa tanlovingiz darhol qoʻllanadi.
admin-card-file = 🏷️ <code>{ $provider }</code> <b>taʼminotchisining bu javobi maʼnosi belgilansinmi?</b>
    <code>{ $words }</code>
    { $meaning }
    Oldingi urinish noaniq boʻlmagan boʻlsa, bunday javobli buyurtmalar endi tekshiruvga tushmaydi. Bu buyurtma tekshiruvda qoladi.
admin-card-unfile = 🏷️ <code>{ $provider }</code> <b>taʼminotchisining bu javobi maʼnosi bekor qilinsinmi?</b>
    <code>{ $words }</code>
    Hozir: { $meaning }
    Bunday javobli buyurtmalar yana tekshiruvga tushadi.
admin-item-service = ✏️ <b>{ $number }-xizmat</b>
    Taʼminotchidagi nomi: <code>{ $name }</code>
admin-item-category = ✏️ <b>{ $number }-boʻlim</b>
    Taʼminotchidagi nomi: <code>{ $name }</code>
admin-item-name = { $lang }: <b>{ $text }</b>
admin-item-described = 📝 { $lang }: { $text }
admin-item-pinned = 📌 Qadalgan: roʻyxatda birinchi turadi.
admin-item-hidden = 🙈 Yashirilgan: mijozlar koʻrmaydi. Berilgan buyurtmalar davom etadi.
admin-item-ask-name-language = ✏️ <b>Nomi qaysi tilda?</b>
    Oʻz nomi yoʻq tillarda inglizchasi koʻrinadi.
admin-item-ask-description-language = 📝 <b>Tavsifi qaysi tilda?</b>
    Oʻz tavsifi yoʻq tillarda inglizchasi koʻrinadi.
admin-item-ask-name = ✏️ <b>Nomi, { $lang }</b>
    Hozir: <code>{ $now }</code>
    Yangisini matn qilib yuboring, koʻpi bilan { $max } ta belgi.
admin-item-ask-description = 📝 <b>Tavsifi, { $lang }</b>
    Hozir: <code>{ $now }</code>
    Yangisini matn qilib yuboring, koʻpi bilan { $max } ta belgi.
admin-item-saved = ✅ Saqlandi.
admin-item-done = Tayyor
admin-item-unchanged = Hech narsa oʻzgarmadi
admin-hidden = 🙈 <b>Mijozlardan yashirilgan</b>
    Qaysi birini yana koʻrsatamiz:
admin-hidden-none = 🙈 Hech narsa yashirilmagan.
admin-sources = 🔀 <b>{ $number }-xizmat qayerdan olinadi</b>
    <code>{ $name }</code>
admin-sources-one = Faqat oʻz taʼminotchisidan. Ikkinchi manba bilan doʻkon ishlayotganlarning eng arzonidan oladi, birinchisi aniq qabul qilmagan buyurtmalar boshqasiga oʻtadi.
admin-sources-rule = ▶️ hozir shu yerdan olinadi: sotayotgan va bajarayotganlarning eng arzoni. Narx unga ergashadi.
admin-source-line = { $mark } <code>{ $provider }</code> #{ $id }: { $cost }
admin-source-name = <code>{ $name }</code>
admin-source-delivered = , toʻliq bajarilgan: { $percent }%
admin-source-ask = 🔀 <b>{ $id }-xizmatni yana qayerdan olish mumkin?</b>
    Boshqa taʼminotchi xizmatining doʻkondagi raqamini yuboring. U xizmat kartasida yozilgan.
admin-source-not-a-number = ⚠️ Bu xizmat raqami emas.
admin-obstacle-off = taʼminotchi oʻchirilgan yoki kursi yoʻq
admin-obstacle-stopped = taʼminotchi hozir buyurtma olmayapti
admin-obstacle-short = u yerdagi hisobda mablagʻ yetmaydi
admin-obstacle-gone = taʼminotchi uni taklif qilmayapti
admin-obstacle-changed = uning nomi yoki turi boshqa: narx oʻzgarishlariga qarang
admin-obstacle-overcharged = tannarxidan koʻp yechilgan: sotuvdan olinganlarga qarang
admin-obstacle-priceless = uning narxi yoʻq
admin-obstacle-unfit = u bu xizmatdagi hamma imkoniyatni bermaydi
admin-obstacle-unreliable = buyurtmalari koʻpincha toʻliq bajarilmaydi
admin-obstacle-other = hozir u yerdan olib boʻlmaydi
admin-card-source-add = 🔀 <b>{ $id }-xizmat ikkinchi manbadan ham olinsinmi?</b>
admin-card-source-add-rule = Doʻkon ishlayotganlarning arzonidan oladi va narx unga ergashadi. Ikkinchi xizmat roʻyxatda qoladi; mijozlarga ikkalasi kerak boʻlmasa, yashiring.
admin-card-source-remove = 🔀 <b>{ $id }-xizmat u yerdan endi olinmasinmi?</b>
admin-card-source-remove-rule = U yerga yuborilgan buyurtmalar oʻsha yerda qoladi. Kutayotganlari boshqa manbaga oʻtadi.
admin-done-source-add = ✅ { $id }-xizmat <code>{ $provider }</code> (#{ $other }) dan ham olinadi.
admin-done-source-remove = ✅ { $id }-xizmat <code>{ $provider }</code> (#{ $other }) dan endi olinmaydi.
admin-filed = 🏷️ <code>{ $provider }</code> <b>taʼminotchisining maʼnosi belgilangan javoblari</b>
    Bekor qilish uchun javobni bosing.
admin-filed-none = 🏷️ <code>{ $provider }</code> taʼminotchisining javoblariga maʼno belgilanmagan.
admin-filed-line = <code>{ $words }</code>
    { $meaning }
admin-meaning-link = 🔗 Havola qabul qilinmadi: pul qaytadi
admin-meaning-quantity = 🔢 Miqdor qabul qilinmadi: pul qaytadi
admin-meaning-service-gone = 🚫 Xizmat sotilmaydi: pul qaytadi
admin-meaning-request = 📝 Soʻrov qabul qilinmadi: pul qaytadi
admin-meaning-funds = 💳 U yerdagi balansingiz yetmaydi: kutadi
admin-meaning-duplicate = 👥 Bu havolada ochiq buyurtma bor: kutadi
admin-meaning-rate = 🐢 Soʻrovlar juda koʻp: kutadi
admin-meaning-auth = 🔑 Kalit qabul qilinmadi: yuborish toʻxtaydi
admin-meaning-other = ❔ Boshqa narsa
sync-outcome-shrunk = roʻyxat juda qisqa edi va qabul qilinmadi
sync-outcome-unreadable = roʻyxatni oʻqib boʻlmadi
sync-outcome-unreachable = roʻyxatni olib boʻlmadi
sync-outcome-currency = sozlamalardagidan boshqa valyuta
sync-outcome-other = hech narsa qabul qilinmadi
sync-part-added = { $n-text } ta yangi
sync-part-restored = { $n-text } ta qaytib kelgan
sync-part-hidden = { $n-text } ta yoʻqolgan
sync-part-raised = { $n-text } ta qimmatlashgan
sync-part-lowered = { $n-text } ta arzonlashgan
sync-part-changed = { $n-text } ta oʻzgargan
sync-part-unchanged = { $n-text } ta oʻzgarmagan
sync-part-unread = { $n-text } ta oʻqilmaydigan
sync-part-nothing = roʻyxatda hech narsa yoʻq
admin-markup = 📈 <b>Ustama: { $percent }%</b>
admin-markup-first = Sozlamalardan (MARKUP_PERCENT); chatda hech narsa oʻrnatilmagan.
admin-markup-chat = Chatda oʻrnatilgan. Bekor qilinmaguncha sozlamalardagi { $first }% oʻrniga amal qiladi.
admin-markup-reset = Sozlamalardagiga qaytish: <code>/markup reset</code>

## Administratorlarga: narx oʻzgarishlari, sotuvdan olinganlar, valyuta kurslari

refuse-price-moved = Shundan beri bu oʻzgardi. Roʻyxatni qayta oching.
refuse-nothing-waits = Bu yerda qarorni kutayotgan narsa qolmadi.
refuse-not-paused = Bu xizmat allaqachon yana sotuvda.
refuse-rate-moved = Shundan beri kurslar oʻzgardi. Ularni koʻrish uchun /providers yuboring.
notice-admin-changes-wait = 💱 <code>{ $provider }</code> <b>roʻyxatida sizni kutayotgan oʻzgarishlar bor: { $n-text }</b>
notice-admin-changes-repriced = Narxi katta oʻzgargan: { $repriced }
notice-admin-changes-other = Nomi yoki turi boshqa: { $other }
notice-admin-changes-off-sale = ⏸️ Siz hal qilguningizcha sotilmaydi: { $off-sale }
notice-admin-changes-hint = Qolganlari eski narxda sotiladi. Roʻyxat: /providers.
notice-admin-rate-configured = 💱 <b>Sozlamalarda</b> <code>{ $provider }</code> <b>uchun boshqa kurs</b>
notice-admin-rate-fetched = 💱 <code>{ $provider }</code> <b>uchun olingan kurs keskin oʻzgardi</b>
notice-admin-rate-moved = 1 { $currency }: { $before } → <b>{ $after }</b> ({ $percent })
    Yangi kursni qabul qilguningizcha narxlar eski kursda qoladi. Yangi kursda zararga sotiladigan xizmatlar sotilmaydi.
notice-admin-prices-applied = 💱 <b>{ $n ->
        [one] { $n-text } ta oʻzgarish qabul qilindi
       *[other] { $n-text } ta oʻzgarish qabul qilindi
    }</b>, qabul qilgan: <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-price-applied = 💱 <code>{ $name }</code> <b>xizmatining oʻzgarishi qabul qilindi</b>, qabul qilgan: <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-prices-skipped = ⏭️ <b>{ $n ->
        [one] { $n-text } ta oʻzgarish oʻtkazib yuborildi
       *[other] { $n-text } ta oʻzgarish oʻtkazib yuborildi
    }</b>, oʻtkazib yuborgan: <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-price-skipped = ⏭️ <code>{ $name }</code> <b>xizmatining oʻzgarishi oʻtkazib yuborildi</b>, oʻtkazib yuborgan: <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-service-resumed = ▶️ <b>#{ $id }-xizmat</b> <code>{ $name }</code> <b>yana sotuvda.</b> Qaytargan: <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-rate-taken = 💱 <code>{ $provider }</code> <b>narxlari yangi kursda:</b> 1 { $currency } = { $after }, avval { $before }. Qabul qilgan: <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-overcharge-small = 💸 <b>#{ $order }-buyurtma uchun tannarxidan koʻp yechildi</b>
    <code>{ $provider }</code> <code>{ $expected }</code> oʻrniga <code>{ $charge }</code> yechmoqda.
notice-admin-overcharge-paused = ⏸️ #{ $service }-xizmat siz qaytarguningizcha sotuvdan olindi. Navbatdagi buyurtmalari kutadi.
notice-admin-overcharge-stopped = ⏸️ Narxni oʻzi aytgan edi, shuning uchun siz yoqmaguningizcha bu taʼminotchidan boshqa hech narsa sotilmaydi va yuborilmaydi. Xaridor koʻrsatilgan narxni toʻlaydi.
notice-synced-waiting = 💱 <b>Qaroringizni kutmoqda: { $n-text }</b>
admin-key-look = 💱 Narx oʻzgarishlari
admin-key-prices = 💱 Narx oʻzgarishlari: { $n-text }
admin-key-price-apply = ✅ Qabul #{ $id }
admin-key-price-skip = ⏭️ Oʻtkaz #{ $id }
admin-key-prices-apply = ✅ Hammasini qabul ({ $n-text })
admin-key-prices-skip = ⏭️ Hammasini oʻtkaz ({ $n-text })
admin-key-paused = ⏸️ Sotuvdan olingan: { $n-text }
admin-key-paused-all = ⏸️ Sotuvdan olinganlar
admin-key-on-sale = ▶️ #{ $id } ni sotuvga qaytarish
admin-key-rate = 💱 { $provider }: yangi kurs
price-change-head = #{ $id } <code>{ $name }</code>{ $marks }
price-change-name = endi <code>{ $new }</code>
price-change-kind = turi { $before-kind } → { $after-kind }
price-change-rate = { $before } → <b>{ $after }</b> ({ $percent }), narxi { $price-before } → <b>{ $price-after }</b>
admin-prices = 💱 <b>Kutayotgan oʻzgarishlar: { $n-text }</b>
    ⏸️ hal qilguningizcha sotilmaydi · ⏭️ oʻtkazilgan
admin-prices-none = 💱 Qarorni kutayotgan oʻzgarish yoʻq.
admin-card-price-apply = ✅ <b>Bu oʻzgarish qabul qilinsinmi?</b>
admin-card-price-skip = ⏭️ <b>Bu oʻzgarish oʻtkazib yuborilsinmi?</b> Yana oʻzgarsa, xabar beramiz.
admin-card-prices-apply = ✅ <b>{ $n ->
        [one] { $n-text } ta oʻzgarish qabul qilinsinmi?
       *[other] { $n-text } ta oʻzgarish qabul qilinsinmi?
    }</b>
admin-card-prices-skip = ⏭️ <b>{ $n ->
        [one] { $n-text } ta oʻzgarish oʻtkazib yuborilsinmi?
       *[other] { $n-text } ta oʻzgarish oʻtkazib yuborilsinmi?
    }</b> Yana oʻzgarsa, xabar beramiz.
admin-done-price-apply = ✅ Qabul qilindi: #{ $id }-xizmat endi taʼminotchidagidek.
admin-done-price-skip = ⏭️ Oʻtkazib yuborildi: #{ $id }-xizmat avvalgidek qoladi.
admin-done-prices-apply = ✅ { $n ->
        [one] { $n-text } ta oʻzgarish qabul qilindi.
       *[other] { $n-text } ta oʻzgarish qabul qilindi.
    }
admin-done-prices-skip = ⏭️ { $n ->
        [one] { $n-text } ta oʻzgarish oʻtkazib yuborildi.
       *[other] { $n-text } ta oʻzgarish oʻtkazib yuborildi.
    }
admin-paused = ⏸️ <b>Tannarxidan koʻp yechilgani uchun sotuvdan olingan: { $n-text }</b>
admin-paused-none = ✅ Yechilgan summa sababli sotuvdan olingan xizmat yoʻq.
admin-paused-line = #{ $order }-buyurtma: { $expected } oʻrniga { $charge }
admin-card-on-sale = ▶️ <b>Bu xizmat sotuvga qaytarilsinmi?</b>
admin-card-on-sale-rule = Tannarxidan koʻp yechilgan navbatdagi buyurtma uni yana sotuvdan oladi.
admin-done-on-sale = ▶️ #{ $id }-xizmat yana sotuvda.
admin-provider-rate = 💱 1 { $currency } = { $before }; sozlamalarda { $after }, qaroringizni kutmoqda.
admin-provider-rate-fetched = 💱 1 { $currency } = { $before }; olingan kurs { $after }, qaroringizni kutmoqda.
admin-card-rate = 💱 <code>{ $provider }</code> <b>narxlari yangi kurs boʻyicha hisoblansinmi?</b>
    1 { $currency }: { $before } → <b>{ $after }</b> ({ $percent })
admin-done-rate = 💱 { $provider } narxlari yangi kursda: 1 { $currency } = { $after }

## Administratorlarga: tekshiruvdagi buyurtmalar

admin-reviews = 🔎 <b>{ $n ->
        [one] { $n-text } ta buyurtma
       *[other] { $n-text } ta buyurtma
    } qaror kutmoqda</b>
admin-reviews-none = 🔎 <b>Qaror kutayotgan buyurtma yoʻq</b>
admin-ask-id = ✍️ Buyurtmani <code>{ $provider }</code> saytidan toping va u yerdagi raqamini yuboring, masalan <code>23501</code>.
admin-ask-id-seen = Noaniq javob bilan shu raqam keldi: <code>{ $seen }</code>
admin-id-asked = ⏳ <b>#{ $order }-buyurtma</b>
    <code>{ $provider }</code> dan <code>{ $id }</code> haqida soʻrayapmiz… Javob tasdiqlash tugmasi bor xabar boʻlib keladi. Hali hech narsa hal qilinmadi.
admin-id-check = 🔎 <b>#{ $order }-buyurtma shumi?</b>
    <code>{ $provider }</code> <code>{ $id }</code> haqida shunday deydi:
    Holati: <code>{ $status }</code>
    Yechilgani: <code>{ $charge }</code>
    Boshlangʻich son: <code>{ $start }</code>
    Hali bajarilmagani: <code>{ $remains }</code>

    Buyurtma bilan solishtiring. Tugma bir marta, faqat siz uchun, raqamni yuborganingizdan boshlab besh daqiqa ishlaydi.
admin-id-check-none = ⚠️ <code>{ $id }</code> <b>haqida hech narsa yoʻq</b>
    <code>{ $provider }</code> bu raqamni bilmaydi yoki javob bermayapti, shuning uchun #{ $order }-buyurtma boʻyicha hali qaror yoʻq. Raqamni tekshiring yoki keyinroq urinib koʻring.
admin-order-head = { $emoji } <b>#{ $order }-buyurtma</b> · { $state }
admin-order-reason = ❔ { $reason } (<code>{ $word }</code>)
admin-order-attention = ⚠️ Taʼminotchining oxirgi javobi gʻalati edi.
admin-order-silent = 🔕 { $since } dan beri xabar yoʻq. { $silence }
admin-order-doubted = ❔ Oxirgi urinishga nima javob berilganidan qatʼi nazar, u oldingi urinishda qabul qilingan boʻlishi mumkin.
admin-evidence-fell = ⚖️ Taʼminotchidagi balans { $from } va { $until } oraligʻida aynan shu buyurtma narxiga kamaydi, boshqa buyurtmalar hisobga olinmagan.
admin-evidence-unmoved = ⚖️ Taʼminotchidagi balans { $from } va { $until } oraligʻida kamaymadi, boshqa buyurtmalar hisobga olinmagan.
admin-evidence-duplicate = 👥 Shundan beri ayni xizmat va havola uchun #{ $duplicate }-buyurtma qabul qilindi: ularni adashtirmang.
admin-evidence-active = 🔗 Taʼminotchi bu havola uchun oʻzida faol buyurtma borligini aytdi: shu yoki boshqasi.
admin-order-decided = 👮 Oxirgi qarorni administrator <code>{ $admin }</code> qabul qilgan
admin-order-price = 💵 Narx: <b>{ $price }</b>, tannarxi taxminan { $cost }
admin-order-returned = ↩️ Qaytarildi: { $returned }
admin-order-held = ⏳ Band: { $kept }
admin-order-earned = 💼 Tushum: { $kept }
admin-order-target = ↩️ Jami qaytariladi: { $target }
admin-order-provider = 🏭 <code>{ $provider }</code>, yuborishlar: { $attempt }
admin-order-moved = 🔀 <code>{ $from }</code> dan <code>{ $to }</code> ga oʻtkazildi, bungacha yuborishlar: { $attempt }. { $reason }
admin-order-id = 🆔 Taʼminotchidagi raqami: <code>{ $id }</code>
admin-order-seen = 👀 Noaniq javob bilan keldi: <code>{ $seen }</code>
admin-order-answer = 📨 { $attempt }-urinish, { $time }: { $answer }
admin-order-answer-id = 📨 { $attempt }-urinish, { $time }: <code>{ $id }</code> · { $answer }
admin-order-said = 💬 { $attempt }-urinish, javobi: <code>{ $words }</code>
admin-order-said-page = 💬 { $attempt }-urinish, javob oʻrniga veb-sahifa: <code>{ $words }</code>
admin-order-more-ids = 📨 Koʻrilgan boshqa raqamlar: <code>{ $ids }</code>
admin-order-status = 📡 Taʼminotchidagi holati: <code>{ $status }</code>
admin-order-charge = 🧾 Taʼminotchi yechgani: <code>{ $charge }</code>
admin-order-start = 📍 Boshlangʻich son: { $start }
admin-order-remains = 📉 Hali bajarilmagani: { $remains }
admin-order-children = 🧩 Boʻlingan buyurtmalari: { $count } dan { $known }, tugagan: { $done }
admin-order-placed = 🕒 Berildi: { $placed }
admin-order-accepted = 🕒 Qabul qilindi: { $accepted }
admin-order-changed = 🕒 Oʻzgardi: { $changed }
admin-order-history = <b>Tarix</b> (UTC)
admin-event = { $time } { $emoji } { $state }
admin-event-detail = { $detail }
admin-event-admin = administrator <code>{ $admin }</code>
admin-order-refund =
    Pulni qaytarish uchun: <code>/refund { $order } [SUMMA] SABAB</code>
admin-order-refund-active =
    Bajarilayotgan boʻlsa ham pulni qaytarish uchun: <code>/refund { $order } [SUMMA] anyway SABAB</code>
memo-welcome = doʻkonning xush kelibsiz sovgʻasi

## Toʻldirish

key-deposit = ➕ Toʻldirish
key-deposit-missing = ➕ Toʻldirish: { $sum }
key-deposits = 🧾 Toʻlovlar
key-deposit-pay = 💎 Toʻlash: { $amount }
key-deposit-again = 🔁 Qaytadan boshlash
key-deposit-lacking = Yetmaydi: { $sum }
key-copy-address = 📋 Manzil
key-copy-amount = 📋 Summa
command-deposit = Balansni toʻldirish
deposit-none = 💳 <b>Toʻldirish</b>
    Bu yerda hozircha mustaqil toʻldirib boʻlmaydi. Bizga yozing, qanday toʻlashni aytamiz.
deposit-none-now = 💳 <b>Toʻldirish</b>
    Hozir hech bir toʻlov usuli ishlamayapti. Bir necha daqiqadan soʻng urinib koʻring yoki bizga yozing. Yuborib boʻlganingiz oʻzi qoʻshiladi.
deposit-choose-way = 💳 <b>Toʻldirish</b>
    Qanday toʻlashni xohlaysiz?
deposit-way-crypto-pay = 💎 Kriptovalyuta, @CryptoBot
deposit-bonus-step = 🎁 { $from } dan: +{ $percent }%
deposit-ask-sum = 💳 <b>Toʻldirish · { $way }</b>
    Qancha? Summani tanlang yoki oʻzingiznikini yuboring, kamida { $min }.
deposit-bad-sum = ⚠️ Bu summa emas. 25 yoki 12.50 kabi son yuboring.
deposit-card-asked = ⏳ <b>{ $amount } toʻldirish · { $way }</b>
    Toʻlov tayyorlanmoqda. Bir lahza kuting.
deposit-card-open = 💳 <b>{ $amount } toʻldirish · { $way }</b>
deposit-card-paid = ✅ <b>Balans toʻldirildi · { $way }</b>
deposit-card-expired = ⌛ <b>Soʻrov vaqti tugadi</b>
    { $amount } toʻldirish uchun qaytadan boshlang. Yuborib boʻlingan pul baribir balansga tushadi.
deposit-card-failed = ❌ <b>{ $way } hozir javob bermayapti</b>
    Hech narsa yechilmadi. Bir necha daqiqadan keyin urinib koʻring yoki boshqa usulni tanlang.
deposit-how-invoice = Quyidagi tugmani bosing va tangani tanlang. Toʻlangach, balans oʻzi toʻladi.
deposit-how-address = <b>{ $coin } { $asset }</b> yuboring, tarmoq — <b>{ $network }</b>, manzil:
    <code>{ $address }</code>
    Faqat { $network } tarmogʻidagi { $asset }. Koʻp, oz yoki kech boʻlsa ham, kelgan pul balansga qoʻshiladi.
deposit-bonus = 🎁 Bonus puli: { $bonus }
deposit-until = 🕒 { $until } gacha toʻlang
deposit-arrived-confirming = 🔎 { $coin } { $asset } koʻrindi: { $of } tasdiqdan { $n } tasi bor
deposit-arrived-credited = ✅ { $amount } qoʻshildi
deposit-arrived-bonus = + bonus { $bonus }
deposit-arrived-orphaned = ❌ { $coin } { $asset }: bu toʻlov oʻtmadi
deposit-arrived-review = 👀 { $coin } { $asset } keldi. Qoʻlda tekshiryapmiz va sizga xabar beramiz.
deposit-arrived-reversed = ❌ { $amount }: bu toʻlov bekor qilindi
deposit-arrived-waits = ⏸️ { $coin } { $asset } keldi va kutyapti. { $why }
deposit-wait-off-peg = Tanganing narxi hozir odatdagidek emas. Narx joyiga qaytishi bilan pulingiz qoʻshiladi.
deposit-wait-stale-price = Tanganing narxini hozir tekshira olmayapmiz. Tekshirishimiz bilan pulingiz qoʻshiladi.
deposit-wait-no-price = Bugun juda koʻp toʻlov keldi, shuning uchun koʻproq vaqt kerak. Imkon boʻlishi bilan pulingiz qoʻshiladi.
deposit-wait-other = Imkon boʻlishi bilan pulingiz qoʻshiladi.
deposits-none = 🧾 <b>Toʻlovlar</b>
    Hali hech narsa toʻlanmagan.
deposits-head = 🧾 <b>Toʻlovlar</b>
deposits-line = <b>{ $amount }</b> · { $coin } { $asset } · { $gateway }
    { $state } · { $time }
deposits-tx = <code>{ $tx }</code>
deposits-tx-page = 🔗 <a href="{ $page }">{ $tx }</a>
deposit-state-confirming = 🔎 yoʻlda
deposit-state-credited = ✅ qoʻshildi
deposit-state-orphaned = ❌ oʻtmadi
deposit-state-review = 👀 tekshirilmoqda
deposit-state-reversed = ❌ bekor qilindi
deposit-state-other = nomaʼlum
notice-deposited = ✅ <b>Balansingizga { $amount } qoʻshildi</b> ({ $coin } { $asset })
notice-deposited-bonus = 🎁 Bonus puli: { $bonus }
notice-deposit-waits = ⏸️ <b>{ $asset } bilan toʻlangan { $amount } keldi va kutyapti</b>
    { $why } Hech narsa qilish shart emas.
notice-deposit-gone = ❌ <b>{ $amount } toʻlov bekor qilindi</b>
    { $why }
notice-deposit-gone-owed = ⚠️ Qarzingiz: { $owed }
notice-gateway = ⚠️ <b>Toʻlovlar · { $gateway }</b>
    { $fault }
gateway-fault-unreachable = Javob bermayapti. U yerda toʻlangan pul javob kelishi bilan qoʻshiladi.
gateway-fault-suspended = Kalitimizni qabul qilmayapti yoki hisobni toʻxtatgan. Mijozlarga hozir taklif qilinmaydi.
gateway-fault-mismatch = Tarmoq yoki undagi token sozlamalardagidan boshqa. Usul oʻchirildi.
gateway-fault-strange-node = Tugunlardan biri boshqa tarmoqniki. Qolganlaridan soʻralyapti; CHAIN_…_RPC ni tuzating.
gateway-fault-stands-still = Anchadan beri yangi blok yoʻq.
gateway-fault-not-looked = Bu tarmoq anchadan beri tekshirilmagan. U yerda toʻlangan pul tekshiruv davom etganda qoʻshiladi. Shunday davom etsa, doʻkonni qayta ishga tushiring.
gateway-fault-off-peg = Bozordagi narx sozlamalardagi narxdan 2% dan koʻproq farq qilyapti. Bu tangadagi toʻlovlar kutadi va narx qaytganda qoʻshiladi.
gateway-fault-stale-price = @CryptoBot 15 daqiqadan beri narxni aytmayapti. Bu tangadagi toʻlovlar kutadi va narx yana maʼlum boʻlganda qoʻshiladi.
gateway-fault-no-price = Tangalarning narxini hech kim aytmayapti, bir kunlik summa (DAILY_ALONE) esa tugadi. Qolgani kutadi va joy boʻlganda qoʻshiladi; bu summadan katta toʻlov esa siz CRYPTO_PAY_TOKEN ni kiritguningizcha yoki summani oshirguningizcha kutadi.
gateway-fault-other = U yerda nimadir notoʻgʻri. Batafsil — jurnalda.
notice-deposit-doubtful = 👀 <b>{ $deposit }-toʻlov: { $amount } sizni kutmoqda</b>
    👤 { $person } · ID { $id }
    { $doubt }
deposit-doubt-other-terms = Soʻralgan summa toʻlanmagan.
deposit-doubt-one-host = Bugun bitta tugunga ishonib boʻladiganidan koʻp keldi. Tekshiring, soʻng qoʻshing.
deposit-doubt-hosts-differ = Ikki tugun har xil javob beryapti. Qoʻshishdan oldin tekshiring.
deposit-doubt-came-back = U qaytarib olingan edi va tarmoqda yana paydo boʻldi. Tekshiring, soʻng qoʻshing.
deposit-doubt-other = Oʻzi qoʻshilmadi. Batafsil — jurnalda.
notice-deposit-reversed = 🚨 <b>{ $deposit }-toʻlov bekor qilindi: { $amount }</b>
    👤 { $person } · ID { $id }
    { $why } Hozirgi qarz: { $owed }
notice-reconciliation-short = 🚨 <b>Taʼminotchi</b> <code>{ $provider }</code><b>: balans buyurtmalar narxidan tashqari yana { $amount } ga kamaydi</b>
    Hisobdan boshqa kimdir foydalanyapti yoki taʼminotchi ikki marta yechib olgan. Taʼminotchidan soʻrang.
notice-reconciliation-orders = { $n ->
        [one] Shu vaqtdagi { $n-text } ta buyurtma:
       *[other] Shu vaqtdagi { $n-text } ta buyurtma, avval yangilari:
    } { $list }
notice-reconciliation-risen = 💰 <b>Taʼminotchi</b> <code>{ $provider }</code><b>: balans { $amount } ga oshdi</b>
    Buyurtmalar buni tushuntirmaydi: hisob toʻldirilgan yoki biz hali bilmagan pul qaytgan.
notice-reconciliation-agrees = ⚖️ <b>Taʼminotchi</b> <code>{ $provider }</code><b>: balans toʻgʻri</b>
    U { $since } dan beri buyurtmalar tannarxicha kamaygan.
notice-reconciliation-begun = ⚖️ <b>Taʼminotchi</b> <code>{ $provider }</code><b>: balans yozib olindi</b>
    Bu birinchi tekshiruv; keyingisi shu bilan solishtiriladi.
notice-reconciliation-silent = ⚖️ <b>Taʼminotchi</b> <code>{ $provider }</code><b>: balansni oʻqib boʻlmadi</b>
    Hech narsa solishtirilmadi. Keyinroq soʻrang yoki uning saytida koʻring.
notice-reconciliation-gateway = 🚨 <b>Toʻlovlar · { $gateway }: yozuvlarimiz ularnikiga toʻgʻri kelmayapti</b>
notice-reconciliation-unknown = { $n ->
        [one] Yozuvlarimizda yoʻq { $n-text } ta toʻlov kelgan:
       *[other] Yozuvlarimizda yoʻq { $n-text } ta toʻlov kelgan:
    } { $list }
notice-reconciliation-untrue = { $n ->
        [one] Qoʻshilgan { $n-text } ta toʻlov ularda bunday koʻrinishda yoʻq:
       *[other] Qoʻshilgan { $n-text } ta toʻlov ularda bunday koʻrinishda yoʻq:
    } { $list }
notice-deposits-waiting = ⏰ <b>{ $n ->
        [one] { $n-text } ta toʻlov
       *[other] { $n-text } ta toʻlov
    } sizni kutmoqda, baʼzilari bir kundan ortiq</b>
notice-deposit-large = 💰 <b>{ $deposit }-toʻlov: { $amount } qoʻshildi</b>
    👤 { $person } · ID { $id } · { $gateway }
    Summa katta, shuning uchun sizga xabar beramiz.
notice-unlisted = 👀 <b>Toʻlovlar · { $gateway }: sozlamalarda yoʻq token</b>
    <code>{ $contract }</code>
    { $n ->
        [one] Mijozlar manzillariga { $n-text } oʻtkazma. Hech narsa qoʻshilmadi.
       *[other] Mijozlar manzillariga { $n-text } oʻtkazma. Hech narsa qoʻshilmadi.
    }
    Koʻpincha bu reklama. Mijoz adashib yuborgan boʻlsa, hamyoningizdan qidiring.
notice-unlisted-many = 👀 <b>Toʻlovlar · { $gateway }: sozlamalarda yoʻq boshqa koʻp tokenlar</b>
    { $n ->
        [one] Hozircha { $n-text } oʻtkazma. Hech narsa qoʻshilmadi.
       *[other] Hozircha { $n-text } oʻtkazma. Hech narsa qoʻshilmadi.
    }
    Bugun oxirigacha ularni faqat sanaymiz.
refuse-deposit-too-small = Eng kichik summa — { $min }.
refuse-deposit-too-large = Eng katta summa — { $max }.
refuse-deposit-gone = Bu soʻrov endi yoʻq. Qaytadan boshlang.
memo-deposit = toʻldirish ({ $gateway })
memo-bonus = toʻldirish bonusi
memo-reversal = bekor qilingan toʻlov ({ $gateway })
memo-bonus-reversal = bekor qilingan toʻlovning bonusi
deposit-way-stars = ⭐ Telegram yulduzlari
deposit-way-manual = 🤝 Toʻgʻridan-toʻgʻri oʻtkazma
deposit-how-stars = Quyidagi hisobda <b>⭐ { $coin }</b> tugmasini bosing. Toʻlangach, balans oʻzi toʻldiriladi.
deposit-arrived-held = ⏳ { $coin } { $asset } toʻlandi. Ishlatish mumkin boʻladigan vaqt: { $until }
stars-invoice-title = { $amount } toʻldirish
stars-invoice-text = { $stars } yulduz uchun shu doʻkondagi balansingizga { $amount } qoʻshiladi.
stars-later = Doʻkon hozir toʻlov qabul qila olmaydi. Hech narsa yechilmadi. Bir necha daqiqadan soʻng urinib koʻring.
refuse-deposit-paid = Bu hisob allaqachon toʻlangan. Yangisi: /deposit.
deposit-reversal-reorganised = Tarmoq uni bekor qildi, shuning uchun bu summa balansdan olindi.
deposit-reversal-refunded = Yulduzlar sizga qaytarildi, shuning uchun bu summa balansdan olindi.
deposit-reversal-other = U bekor qilindi, shuning uchun bu summa balansdan olindi.
deposit-taken-back-reorganised = Tarmoq uni qoʻshilganidan keyin bekor qildi.
deposit-taken-back-refunded = Telegram yulduzlarni toʻlovchiga qaytardi.
deposit-taken-back-other = U qoʻshilganidan keyin bekor qilindi.
key-deposit-shown = ✅ Men toʻladim
key-deposit-question = ❓ Toʻlovim qayerda?
key-deposit-ticket = 💬 Bogʻlanish
deposit-how-manual = { $own }
deposit-proof-ask = 📎 <b>Toʻlovni koʻrsating</b>
    Chek rasmini yoki toʻlovning raqami yoxud xeshini yuboring.
deposit-arrived-shown = 👀 Toʻlovingizni tekshiryapmiz va sizga xabar beramiz.
deposit-arrived-ignored = ❌ { $coin } { $asset }: bu token bu yerda qabul qilinmaydi
deposit-arrived-declined = ❌ Qoʻshilmadi: bu toʻlov topilmadi
deposits-line-plain = <b>{ $amount }</b> · { $gateway }
    { $state } · { $time }
deposit-state-ignored = ❌ qoʻshilmadi
notice-deposited-plain = ✅ <b>Balansingizga { $amount } qoʻshildi</b>
notice-deposit-declined = ❌ <b>{ $amount } toʻlovingiz qoʻshilmadi</b>
whereabouts-ask = 🔎 <b>Toʻlovim qayerda?</b>
    Tranzaksiya xeshini yoki uning havolasini yuboring.
whereabouts-looking = 🔎 Tarmoqlarda qidiryapmiz. Javob bir zumda keladi.
whereabouts-known = 🔎 <b>Toʻlov topildi</b>
    <code>{ $tx }</code>
whereabouts-other-token = ❌ <b>Boshqa token</b>
    { $network } tarmogʻida bu yerda qabul qilinmaydigan token kelgan, shuning uchun u qoʻshilmadi.
    <code>{ $tx }</code>
whereabouts-not-found = 🔎 <b>Topilmadi</b>
    Bu tranzaksiyada manzillaringizga toʻlov yoʻq. Yangisi bir daqiqada koʻrinishi mumkin; tarmoq va manzilni ham tekshiring.
    <code>{ $tx }</code>
whereabouts-no-answer = ⏳ <b>Tarmoq javob bermayapti</b>
    U javob berishi bilan toʻlov qoʻshiladi. Bir necha daqiqadan soʻng yana soʻrang.
    <code>{ $tx }</code>
whereabouts-ticket = Bu toʻlov qayerda?
deposit-doubt-by-hand = Mijoz toʻlaganini aytmoqda. Pul keladigan joyda tekshiring.
deposit-doubt-twice = Xuddi shu tranzaksiya allaqachon qoʻshilgan. Uni yana qoʻshmang.
deposit-waits-by-hand = tekshiring
deposit-waits-twice = qoʻshilgan
deposit-waits-other-terms = boshqa summa
deposit-waits-one-host = faqat bitta tugun
deposit-waits-hosts-differ = tugunlar farqli
deposit-waits-came-back = yana tarmoqda
deposit-waits-other = qarang
admin-key-deposit = 👀 Toʻlovni ochish
admin-key-deposits = 🧾 Toʻlovlar
admin-key-gateways = 💳 Toʻlov usullari
admin-key-deposit-proof = 🖼️ Chekni koʻrsatish
admin-key-deposit-credit = ✅ { $amount } qoʻshish
admin-key-deposit-other = ✏️ Boshqa summa
admin-deposits = 🧾 <b>Toʻlovlar: { $tab }</b>
admin-deposits-none = 🧾 <b>Toʻlovlar: { $tab }</b>
    Hozircha yoʻq. Toʻlovni topish: <code>/deposits XESH</code>
admin-deposits-tab-w = 👀 sizni kutmoqda
admin-deposits-tab-c = ⏳ yoʻlda
admin-deposits-tab-d = ❌ qoʻshilmagan
admin-deposits-tab-other = …
deposit-ignored-declined = Ega uni rad etgan.
deposit-ignored-unlisted = Bu token sozlamalarda yoʻq.
deposit-ignored-other = Qoʻshiladigan narsa yoʻq.
admin-deposit-head = 🧾 <b>{ $deposit }-toʻlov · { $amount }</b>
admin-deposit-facts = { $state } · { $time } · { $gateway }
admin-deposit-coin = { $coin } { $asset }
admin-deposit-address = <code>{ $address }</code>
admin-deposit-words = <blockquote>{ $words }</blockquote>
admin-deposit-ask-sum = Qancha keldi? Summani yuboring, masalan 25 yoki 12.50.
admin-deposit-decline = ❌ <b>{ $amount } rad etilsinmi?</b>
    Mijoz sababini oʻqiydi.
admin-card-deposit = ➕ <b>{ $deposit }-toʻlov qoʻshilsinmi: { $amount }?</b>
admin-gateways = 💳 <b>Toʻlov usullari</b>
    Ochish yoki yopish uchun bosing. Yopiq usulda toʻlangani ham qoʻshiladi.
admin-gateways-none = 💳 <b>Toʻlov usullari sozlanmagan</b>
    Qanday sozlash README faylida: “How to take money”.
admin-card-gateway-on = ✅ <b>{ $gateway } ochilsinmi?</b>
admin-card-gateway-off = ⏸️ <b>{ $gateway } yopilsinmi?</b>
    Mijozlarga taklif qilinmaydi. Baribir toʻlangani qoʻshiladi.
admin-done-gateway-on = ✅ { $gateway } ochiq.
admin-done-gateway-off = ⏸️ { $gateway } yopiq.
command-deposits = Mijozlarning toʻlovlari
refuse-deposit-known = Bu toʻlov allaqachon maʼlum. Toʻlovlarga qarang.
refuse-deposit-not-found = Bunday toʻlov yoʻq.
refuse-deposit-decided = Bu toʻlov endi qaror kutmayapti.
refuse-proofs-too-many = Bu toʻlov uchun yetarlicha yubordingiz. Tekshiryapmiz.
refuse-another-hash = Bu toʻlov uchun boshqa xesh koʻrsatgansiz. Ikkinchi toʻlov uchun yangi toʻldirish boshlang.
refuse-no-hash = Unda xesh yoʻq: bu 64 ta raqam va a dan f gacha harf.
refuse-questions-too-many = Bu bir soatdagi beshinchi savol edi. Keyinroq soʻrang yoki yordam xizmatiga yozing.
refuse-way-closed = Bu toʻlov usuli hozir yopiq. Boshqasini tanlang.
refuse-gateway-switched = Allaqachon shunday.
refuse-credit-names-payment = Sababda toʻlov koʻrsatilgan. Hech biri ikki marta qoʻshilmasligi uchun toʻlovlar /deposits orqali qoʻshiladi.

## Promokodlar

key-coupon = 🎟 Promokod
key-no-coupon = ❌ Promokodsiz
coupon-ask = 🎟 <b>Promokodingiz qanday?</b>
    Uni yuboring, masalan <code>SPRING-10</code>.
coupon-cut = 🎟 Promokod chegirmasi bu buyurtma uchun mumkin boʻlganidan katta: siz eng past narxni toʻlaysiz.
checkout-coupon = 🎟 { $code }: { $before } dan −{ $off }
change-coupon = promokod endi amal qilmaydi: { $reason }
coupon-refused-unknown = Bunday promokod yoʻq. Tekshirib, qayta yuboring.
coupon-refused-too-many-tries = Notoʻgʻri promokodlar juda koʻp. Bir soatdan keyin urinib koʻring.
coupon-refused-not-yet = Bu promokod hali amal qilmaydi.
coupon-refused-over = Bu promokod muddati tugagan.
coupon-refused-used-up = Bu promokod toʻliq ishlatib boʻlingan.
coupon-refused-used-by-you = Siz bu promokodni allaqachon ishlatgansiz.
coupon-refused-elsewhere = Bu promokod ushbu xizmat uchun emas.
coupon-too-small = Bu promokod { $min } dan boshlanadigan buyurtmalar uchun.
coupon-refused-nothing-left = Bu xizmat narxi allaqachon eng past: promokod hech narsani oʻzgartirmaydi.
coupon-refused-other = Bu promokod bu yerda amal qilmaydi.
memo-hold-coupon = #{ $order } buyurtma uchun band qilindi, promokod { $code }
command-coupon = Promokodlar: yaratish, koʻrish, toʻxtatish
admin-key-coupons = 🎟 Promokodlar
admin-key-coupon-open = 🎟 Promokodni ochish
admin-key-coupon-new = ➕ { $percent } %
admin-key-coupon-stop = ⛔ Promokodni toʻxtatish
admin-coupons = 🎟 <b>Promokodlar</b>
    Promokod yonidagi son — u bilan berilgan buyurtmalar.
admin-coupons-none = 🎟 <b>Hozircha promokod yoʻq</b>
admin-usage-coupon = Tugmalar 100 ta mijoz va 30 kunga promokod yaratadi.
    <b>Oʻzingizniki:</b> <code>/coupon SPRING 10%</code> yoki <code>/coupon GIFT 2.50</code>
    <b>Shartlar bilan:</b> <code>/coupon SPRING 10% uses=100 each=1 until=2026-12-31 for=12 min=5</code>
    <code>uses</code> — jami buyurtmalar
    <code>each</code> — har bir mijozga, 0 — istalgancha
    <code>from</code>, <code>until</code> — kunlar, UTC
    <code>for</code> — 12-xizmat yoki <code>c3</code> boʻlimi
    <code>min</code> — eng kichik buyurtma
admin-coupon-wrong-code = ⚠️ Promokodda 3 tadan 20 tagacha lotin harfi, raqam yoki chiziqcha boʻladi.
admin-coupon-wrong-discount = ⚠️ Chegirma — butun foiz, masalan <code>10%</code>, yoki summa, masalan <code>2.50</code>.
admin-coupon-wrong-time = ⚠️ Promokod allaqachon tugagan boʻlardi yoki boshlanmasdan tugaydi.
admin-coupon-wrong-word = ⚠️ <code>{ $word }</code> tushunarsiz.
admin-coupon = 🎟 <code>{ $code }</code> <b>{ $off }</b>
admin-coupon-uses = { $n ->
    [one] U bilan { $n-text } ta buyurtma berilgan.
   *[other] U bilan { $n-text } ta buyurtma berilgan.
    }
admin-coupon-stopped = ⛔ Toʻxtatilgan.
admin-coupon-for-all = 🛒 Barcha xizmatlar uchun
admin-coupon-for-category = 🗂 { $number }-boʻlim uchun: <code>{ $name }</code>
admin-coupon-for-service = 🛒 { $number }-xizmat uchun: <code>{ $name }</code>
admin-coupon-uses-max = { $n ->
    [one] 👥 Jami { $n-text } ta buyurtma
   *[other] 👥 Jami { $n-text } ta buyurtma
    }
admin-coupon-uses-any = 👥 Istalgancha buyurtma
admin-coupon-person-max = { $n ->
    [one] 👤 Har bir mijozga { $n-text } ta buyurtma
   *[other] 👤 Har bir mijozga { $n-text } ta buyurtma
    }
admin-coupon-person-any = 👤 Har bir mijozga istalgancha buyurtma
admin-coupon-min = 💵 { $min } dan
admin-coupon-from = ⏱ { $time } dan
admin-coupon-until = ⏱ { $time } gacha
admin-card-coupon = 🎟 <b>Promokod yaratilsinmi?</b>
    <code>{ $code }</code> <b>{ $off }</b>
admin-card-coupon-cost = Hech narsa tannarxidan arzon sotilmaydi: u yerda chegirma kamayadi.
admin-card-coupon-stop = { $n ->
    [one] ⛔ <code>{ $code }</code> <b>promokodi toʻxtatilsinmi?</b> { $n-text } ta buyurtmada chegirma saqlanadi.
   *[other] ⛔ <code>{ $code }</code> <b>promokodi toʻxtatilsinmi?</b> { $n-text } ta buyurtmada chegirma saqlanadi.
    }
admin-done-coupon = 🎟 <code>{ $code }</code> promokodi ishlayapti.
admin-done-coupon-stop = ⛔ <code>{ $code }</code> promokodi toʻxtatildi.
notice-admin-coupon = 🎟 <b>Yangi promokod:</b> <code>{ $code }</code>
    Yaratgan administrator: <code>{ $admin }</code> · ID <code>{ $by }</code>
notice-admin-coupon-stopped = ⛔ <b>Promokod toʻxtatildi:</b> <code>{ $code }</code>
    Administrator: <code>{ $admin }</code> · ID <code>{ $by }</code>
refuse-coupon-taken = Bunday promokod bor yoki boʻlgan. Boshqasini tanlang.
refuse-coupon-not-found = Bunday promokod yoʻq.
refuse-coupon-over = Bu promokod allaqachon toʻxtatilgan.
refuse-coupons-full = Promokodlar allaqachon { $max } ta. Avval bittasini toʻxtating.

## Takliflar

key-invite = 🎁 Taklif qilish
key-copy-link = 📋 Havolani olish
invite-head = 🎁 <b>Doʻstlaringizni taklif qiling</b>
    Doʻstingizning buyurtmasi bajarilishi bilan uning narxidan { $percent }% bonus olasiz.
invite-cap = Har bir doʻst uchun koʻpi bilan { $cap }.
invite-link = Havolangiz: { $link }
invite-came = { $n ->
    [one] { $n-text } ta doʻst keldi · { $earned } olindi
   *[other] { $n-text } ta doʻst keldi · { $earned } olindi
    }
memo-referral = taklif qilingan doʻst buyurtmasi uchun bonus
memo-referral-back = taklif qilingan doʻst buyurtmasining puli qaytdi, ulushingiz ham qaytarib olindi
command-referral = Taklif uchun mukofot
admin-key-referral = { $percent } %
admin-key-referral-off = ❌ Oʻchirish
admin-referral = 🎁 <b>Takliflar</b>
admin-referral-off = Oʻchirilgan: taklif uchun hech narsa berilmaydi.
admin-referral-on = Taklif qilingan mijozning har bir buyurtmasidan { $percent }%, cheklovsiz.
admin-referral-capped = Taklif qilingan mijozning har bir buyurtmasidan { $percent }%, har biri uchun koʻpi bilan { $cap }.
admin-usage-referral = Ulush buyurtma tugagach bonus qilib beriladi: pul bilan toʻlangan va qaytmagan qismidan.
    <b>Oʻzgartirish:</b> <code>/referral 5</code>, har bir taklif qilingan mijozga chegara bilan <code>/referral 5 cap=20</code>, chegarasiz <code>/referral 5 cap=0</code>. Oʻchirish: <code>/referral off</code>
admin-wrong-referral = ⚠️ 0 dan 50 gacha butun foiz.
admin-card-referral = 🎁 <b>Taklif mukofoti oʻzgartirilsinmi?</b>
admin-card-referral-then = <b>Bundan buyon:</b>
admin-done-referral = 🎁 Tayyor. Bundan keyin tugaydigan buyurtmalarga amal qiladi.
notice-admin-referral-by = Oʻrnatgan administrator: <code>{ $admin }</code> · ID <code>{ $by }</code>
refuse-referral-moved = Allaqachon shunday, yoki boshqa ega buni oʻzgartirib boʻlgan.

## Doʻkon oʻzi haqida

command-terms = Doʻkon qoidalari
command-privacy = Qanday maʼlumot saqlanadi
command-paysupport = Toʻlov boʻyicha yordam
command-texts = Qoidalar, maʼlumotlar, savol-javoblar
text-title-terms = 📄 Qoidalar
text-title-privacy = 🔒 Maʼlumotlar
text-title-paysupport = 💳 Toʻlovlar
text-title-other = 📄 Matn
shop-text-terms = 1. Siz raqamli xizmatlarga buyurtma berasiz va balansdan toʻlaysiz. Qaysi narxni tasdiqlasangiz, shuncha toʻlaysiz.
    2. Buyurtma puli tasdiqlaganingizda band qilinadi va faqat bajarilgani uchun yechiladi. Qolgani oʻzi balansga qaytadi.
    3. Ochiq va oʻzingizga tegishli havolani yuboring. Buyurtma bajarilayotganda sahifani yopmang va u uchun xuddi shuni boshqa joyda buyurtma qilmang.
    4. Muddatlar taxminiy. Son keyin kamayishi mumkin; xizmatda toʻldirish boʻlsa, uni buyurtmada soʻrang.
    5. Balans shu doʻkondagi buyurtmalar uchun. Bonus pul qilib berilmaydi.
    6. Qonunga zid narsalar uchun buyurtma qabul qilinmaydi.
shop-text-privacy = Biz doʻkon ishlashi uchun kerakli narsani saqlaymiz: Telegram ID, ism, foydalanuvchi nomi va tilingiz, buyurtmalar va ularning havolalari, toʻlovlar va yordam xizmatiga yozganlaringiz.
    Taʼminotchi havola va sonni oladi, ismingizni emas.
    Boshqa hech kim hech narsa olmaydi, reklama uchun ham ishlatilmaydi.
shop-text-paysupport = Toʻlov odatda bir necha daqiqada keladi; tarmoqda u tasdiqlarni kutadi.
    1. Balansni oching: pul allaqachon kelgandir.
    2. Tarmoq orqali toʻlagan boʻlsangiz, toʻldirish boʻlimida “Toʻlovim qayerda?” tugmasini bosib, tranzaksiya xeshini yuboring.
    3. Yordam bermadimi? Vaqti, summasi va toʻlov usulini yozib bizga murojaat qiling. Shu yerda javob beramiz.
shop-text-other = 📄
faq-answer = <b>{ $question }</b>

    { $answer }
admin-texts = 📄 <b>Mijozlaringiz nimani oʻqiydi</b>
    Matnni yoki “Yordam”dagi savol-javoblar tilini tanlang.
admin-text-language = <b>{ $title }</b>
    Qaysi tilda?
admin-text-ask = <b>{ $title } · { $lang }</b>
    Matnni yuboring, koʻpi bilan { $max } belgi. U siz yozganingizdek koʻrsatiladi.
admin-text-now = Hozir: <code>{ $now }</code>
admin-text-saved = ✅ Saqlandi.
admin-text-cleared = Yana tayyor matn koʻrsatiladi.
admin-key-text-clear = ↩️ Tayyor matn
admin-faq = ❓ <b>Savol-javoblar · { $lang }</b>
    Koʻpi bilan { $max } ta. Bosilsa, savol oʻchiriladi.
admin-faq-none = ❓ <b>Savol-javoblar · { $lang }</b>
    Hozircha yoʻq. Ular “Yordam” va “Bogʻlanish”da tugma boʻladi, koʻpi bilan { $max } ta.
admin-faq-ask = ❓ <b>{ $lang }</b>
    Birinchi qatorda savolni, ostida javobni yuboring. Masalan:
    <code>Qancha kutish kerak?</code>
    <code>Buyurtma odatda bir soat ichida boshlanadi.</code>
admin-faq-removed = Oʻchirildi.
admin-key-faq-add = ➕ Savol qoʻshish
refuse-faq-no-answer = Javob yoʻq: savol birinchi qatorda, javob uning ostida boʻlsin.
refuse-faq-full = Savollar allaqachon { $max } ta. Avval bittasini oʻchiring.

## Maʼlumotlarni oʻchirish

key-erase = 🗑 Maʼlumotni oʻchirish
key-erase-yes = 🗑 Ha, oʻchirilsin
erase-ask = 🗑 <b>Maʼlumotlaringiz oʻchirilsinmi?</b>
    <b>Yoʻqoladi:</b> ism, foydalanuvchi nomi va til, buyurtmalarning havola va matnlari, sotib olganlaringiz, yordam xizmatiga yozganlaringiz, taklif havolangiz.
    <b>Qoladi:</b> hisob-kitob uchun kerakli buyurtma va toʻlov summalari hamda sanalari — raqamingiz ostida, ismsiz.
    Buni qaytarib boʻlmaydi. Istalgan payt qaytadan boshlashingiz mumkin: /start.
erase-refused = 🗑 <b>Hozircha mumkin emas</b>
    { $reason }
erase-done = 🗑 <b>Maʼlumotlaringiz oʻchirildi.</b>
    Qaytadan boshlash uchun /start yuboring.
refuse-owner-not-erased = Siz bu doʻkon egasisiz. Avval egalikdan chiqing.
refuse-orders-open = { $n ->
    [one] { $n-text } ta buyurtma hali tugamagan. Tugashini kuting yoki bekor qiling.
   *[other] { $n-text } ta buyurtma hali tugamagan. Tugashini kuting yoki bekor qiling.
    }
refuse-deposits-open = Toʻlov yoʻlda. Kelishini yoki tugashini kuting.
refuse-tickets-open = Ochiq murojaatingiz bor. Avval uni “Bogʻlanish”da yoping.
refuse-balance-left = Balansingizda { $left } bor. Uni sarflang yoki toʻlab berish yoxud yechish uchun yordam xizmatiga yozing.

## Pictures in tickets

staff-picture = 📷 Rasm: uni bot bilan oʻz chatingizda oching, /support.

## Taʼminotchi nom bermaganlar

built-in-top-ups = Toʻldirishlar
built-in-mobile-top-up = Telefonni toʻldirish
built-in-game-top-up = Oʻyin hisobini toʻldirish
built-in-crypto-top-up = Kriptohamyonni toʻldirish
built-in-mail = Pochta
built-in-mail-load-test = Oʻz pochta domeningizni yuklama bilan sinash
