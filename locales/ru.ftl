# Всё, что читает покупатель. Разметка – HTML Telegram; аргументы экранирует программа.

## Меню, язык, справка

menu-welcome = Здравствуйте, { $name }! 👋
    Выберите услугу, пришлите ссылку и подтвердите цену. О каждом изменении заказа мы напишем прямо сюда.
menu-balance = 👛 На балансе <b>{ $balance }</b>
menu-on-the-way = 📦 В работе: { $n ->
        [one] { $n-text } заказ
        [few] { $n-text } заказа
       *[many] { $n-text } заказов
    }
menu-to-pay = 💳 { $n ->
        [one] { $n-text } пополнение ждёт
        [few] { $n-text } пополнения ждут
       *[many] { $n-text } пополнений ждут
    } оплаты
menu-answered = 💬 { $n ->
        [one] { $n-text } ответ
        [few] { $n-text } ответа
       *[many] { $n-text } ответов
    } поддержки: /support
menu-canceled = Отменено. Деньги не списаны.
menu-stopped = Отменено. Ничего не сделано.
menu-begun-anew = Тем временем магазин обновился. Начните, пожалуйста, этот шаг заново: с вашими заказами и деньгами всё в порядке.
language-ask = 🌐 <b>Выберите язык</b>
    Choose your language
    Tilni tanlang
ring-ask = 🔔 Когда присылать уведомление со звуком о заказе?
key-ring-end = 🔔 Когда он выполнен
key-ring-every = 📣 При каждом изменении
key-ring-never = 🔕 Никогда
key-ring-other = 🔔 Как обычно
ring-chosen = Сохранено.
language-chosen = Язык изменён
help-text = <b>Как это работает</b>
    1. /order — выберите категорию и услугу.
    2. Пришлите ссылку и укажите количество.
    3. Проверьте точную цену и подтвердите заказ.

    Пока заказ в работе, деньги за него отложены, а спишутся они только за выполненное. За всё, что не выполнено, деньги вернутся на баланс.

    /search — найти услугу по словам; ссылку или номер заказа можно просто прислать
    /orders — ваши заказы
    /balance — ваши деньги и все операции
    /support — написать сотруднику магазина
    /terms, /privacy, /paysupport — правила, ваши данные, помощь с оплатой
    /language — выбрать язык
    /cancel — выйти из начатого
claim-done = 🔑 Теперь вы владелец этого магазина. Отправьте /start, чтобы открыть своё меню.

## Кнопки

key-order = 🛒 Новый заказ
key-favourites = ★ Избранное · { $n-text }
key-favourite = ☆ В избранное
key-favourite-kept = ★ В избранном
key-copy-card-link = 📋 Ссылка
key-orders = 📦 Мои заказы
key-balance = 👛 Баланс
key-language = 🌐 Язык
key-support = 💬 Поддержка
key-tickets = 🎫 Обращения
key-ticket-new = ✍️ Новый вопрос
key-ticket-open = 🎫 Открыть обращение
key-ticket-write = ✍️ Написать ещё
key-ticket-reply = ↩️ Ответить
key-ticket-solved = ✅ Решено
key-help = ❓ Помощь
key-reviews = 🔎 На проверке
key-resume = ⏩ Продолжить заказ
key-menu = 🏠 Меню
key-back = ⬅️ Назад
key-cancel = ❌ Отмена
key-keep = Оставить { $entered }
key-look-for-link = 🔎 Что подходит к ссылке
key-insist-on-link = Оставить эту ссылку
key-confirm = ✅ Подтвердить · { $price }
key-top-up = 🔔 Попросить пополнить
key-recheck = 🔄 Проверить снова
key-cancel-order = ❌ Отменить заказ
key-yes-cancel = ❌ Да, отменить
key-open-order = 📦 Открыть заказ
key-ask = 💬 Спросить
key-order-again = 🔁 Заказать ещё раз
key-order-again-of = 🔁 Ещё раз: { $what }
key-ask-refill = ♻️ Восстановить
key-ask-cancel = ↩️ Попросить отменить
key-yes-ask-cancel = ↩️ Попросить
key-refresh = 🔄 Обновить
key-copy-id = 📋 Скопировать мой ID
button-old = Эта кнопка осталась от прошлого шага. Откройте последнее сообщение или отправьте /start.
button-moment = Секунду: Telegram просит немного подождать.

## Каталог

browse-categories = <b>Выберите категорию</b>
browse-platforms = <b>Выберите площадку</b>
browse-platform = <b>{ $platform }</b>
    Выберите категорию:
mark-popular = чаще всего покупают
mark-cheapest = дешевле всех
mark-fastest = быстрее всех
favourites-title = ★ Избранное
favourites-none = ★ <b>В избранном пока пусто</b>
    Нажмите ☆ в карточке услуги — и она появится здесь.
favourites-gone = Сейчас не {$n ->
        [one] продаётся ещё { $n-text }.
       *[other] продаются ещё { $n-text }.
    }
favourites-added = Добавлено в избранное
favourites-removed = Убрано из избранного
browse-services = <b>{ $category }</b>
    Цены за 1000. Выберите услугу:
browse-packages = <b>{ $category }</b>
    Цены за весь пакет. Выберите пакет:
browse-services-and-packages = <b>{ $category }</b>
    Цены за 1000, для пакетов — за весь пакет. Выберите услугу:
browse-empty = Сейчас в продаже ничего нет. Пожалуйста, загляните чуть позже.
browse-category-other = Другое
card-category = { $category } · № { $number }
card-price = 💵 <b>{ $price }</b> за 1000
card-price-flat = 💵 <b>{ $price }</b> за весь пакет
card-price-lines = 💵 <b>{ $price }</b> за { $items }
card-limits = 📏 От { $min } до { $max }
card-lines = 📏 Ваш список: минимум { $min }, максимум { $items }
card-lines-exactly = 📏 Ваш список: { $items }
card-time = ⏱️ Среднее время: { $time }
card-delivered = ✅ доставлено { $percent }%
card-refills-asked = { $percent }% просили восстановить
card-starts = старт через ~{ $time }
card-ends = готово за ~{ $time }
about-minutes = { $n-text } мин
about-hours = { $n-text } ч
about-days = { $n-text } дн
duration-none = сразу
duration-days = { $n ->
        [one] { $n-text } день
        [few] { $n-text } дня
       *[many] { $n-text } дней
    }
duration-hours = { $n ->
        [one] { $n-text } час
        [few] { $n-text } часа
       *[many] { $n-text } часов
    }
duration-minutes = { $n ->
        [one] { $n-text } минута
        [few] { $n-text } минуты
       *[many] { $n-text } минут
    }
card-refill = ♻️ Восстановим, если число упадёт
card-no-refill = ➖ Без восстановления
card-cancel = ↩️ Можно отменить
card-no-cancel = ➖ После запуска отменить нельзя

## Поиск

key-categories = 🗂️ Категории
search-title = 🔎 { $words } · { $n ->
        [one] { $n-text } услуга
        [few] { $n-text } услуги
       *[many] { $n-text } услуг
    }
search-link-title = 🔗 { $what } · { $n ->
        [one] { $n-text } услуга
        [few] { $n-text } услуги
       *[many] { $n-text } услуг
    }
search-recognised = { $platform }: { $kind }
search-kind-profile = профиль
search-kind-invite = приглашение
search-kind-post = публикация
search-kind-reel = рилс
search-kind-story = история
search-kind-video = видео
search-kind-live = трансляция
search-kind-track = трек
search-kind-album = альбом
search-kind-playlist = плейлист
search-kind-poll = опрос
search-kind-other = страница
search-read-as = По запросу «{ $typed }» ничего нет. Возможно, вы искали это:
search-ask = 🔎 <b>Что вы ищете?</b>
    Пришлите слова из названия, например <code>instagram лайки</code>, или ссылку, которую хотите продвигать.
search-instead = Напишите пару слов, например <code>instagram likes</code>, или посмотрите категории.
search-nothing = 🔎 По запросу «{ $words }» ничего не нашлось.
    Попробуйте меньше слов или другие слова либо посмотрите категории.
search-near = Похожие слова: { $near }
search-link-nothing = 🔗 <b>{ $what }</b>
    Для такой ссылки сейчас нет услуг. Посмотрите категории.
search-link-unknown = 🔗 Этот сайт нам не знаком, поэтому подобрать услуги по ссылке не получится. Посмотрите категории.

## Оформление

checkout-link = 🔗 Пришлите ссылку. Например:
    <code>{ $example }</code>
checkout-link-of = 🔗 Пришлите ссылку на { $kind }. Например:
    <code>{ $example }</code>
link-kind-profile = профиль
link-kind-invite = приглашение
link-kind-post = публикацию
link-kind-reel = рилс
link-kind-story = историю
link-kind-video = видео
link-kind-live = трансляцию
link-kind-track = трек
link-kind-album = альбом
link-kind-playlist = плейлист
link-kind-poll = сообщение с опросом
link-kind-other = другую страницу
checkout-quantity = 🔢 Сколько нужно? Отправьте число от { $min } до { $max }.
checkout-quantity-each = 🔢 Сколько для каждой новой публикации? Отправьте число от { $min } до { $max }.
checkout-price-of-one = 💵 <b>{ $price }</b> за штуку
checkout-quantity-is = 🔢 Количество: <b>{ $quantity }</b>
field-comments-label = 💬 Комментарии
field-comments-ask = 💬 Отправьте комментарии, каждый с новой строки.
field-comments-count = { $n ->
        [one] { $n-text } комментарий
        [few] { $n-text } комментария
       *[many] { $n-text } комментариев
    }
field-answer-label = 🗳️ Ответ
field-answer-ask = 🗳️ За какой ответ голосовать? Отправьте его номер, 1 — первый.
field-answer-bad = это не номер ответа. Отправьте число от 1 до 100.
field-keywords-label = 🔎 Ключевые слова
field-keywords-ask = 🔎 По каким запросам искать? Отправьте их, каждый с новой строки, например: купить кроссовки
field-keywords-count = { $n ->
        [one] { $n-text } запрос
        [few] { $n-text } запроса
       *[many] { $n-text } запросов
    }
field-usernames-label = 👥 Пользователи
field-usernames-ask = 👥 Кого упоминать? Отправьте имена пользователей, каждое с новой строки, например: alice_01
field-usernames-bad = в имени пользователя могут быть только латинские буквы, цифры, точки, дефисы и подчёркивания, например alice_01.
field-usernames-count = { $n ->
        [one] { $n-text } пользователь
        [few] { $n-text } пользователя
       *[many] { $n-text } пользователей
    }
field-hashtags-label = #️⃣ Хештеги
field-hashtags-ask = #️⃣ Какие хештеги добавить? Отправьте их, каждый с новой строки, например: #лето
field-hashtags-bad = хештег — это одно слово из букв, цифр и подчёркиваний, например #лето.
field-hashtags-count = { $n ->
        [one] { $n-text } хештег
        [few] { $n-text } хештега
       *[many] { $n-text } хештегов
    }
field-groups-label = 👥 Группы
field-groups-ask = 👥 Из каких групп приглашать людей? Отправьте ссылки на группы, каждую с новой строки, например: https://t.me/my_city_chat
field-groups-bad = нужна ссылка на группу, например https://t.me/my_city_chat
field-groups-count = { $n ->
        [one] { $n-text } группа
        [few] { $n-text } группы
       *[many] { $n-text } групп
    }
field-hashtag-label = #️⃣ Хештег
field-hashtag-ask = #️⃣ По какому хештегу искать людей? Отправьте один хештег: упомянут тех, кто его использовал. Например: #лето
field-hashtag-bad = нужен один хештег из букв, цифр и подчёркиваний, например #лето.
field-followed-profile-label = 👤 Подписчики профиля
field-followed-profile-ask = 👤 Чьих подписчиков упоминать? Отправьте ссылку на профиль, например: https://instagram.com/nasa
field-followed-profile-bad = нужна ссылка на профиль на той же платформе, например https://instagram.com/nasa
field-comment-owner-label = 👤 Автор комментария
field-comment-owner-ask = 👤 Кто написал комментарий? Отправьте имя пользователя, например: alice_01
field-comment-owner-bad = в имени пользователя могут быть только латинские буквы, цифры, точки, дефисы и подчёркивания, например alice_01.
field-media-label = 🖼️ Публикация
field-media-ask = 🖼️ Пришлите ссылку на публикацию: упомянут тех, кому она понравилась. Например: https://instagram.com/p/CxYz12
field-media-bad = нужна ссылка на публикацию на той же платформе, например https://instagram.com/p/CxYz12
field-country-label = 🌍 Страна
field-country-ask = 🌍 Из какой страны должны быть посетители? Отправьте код из двух латинских букв, например US, DE или UZ; WW — весь мир.
field-country-bad = нужен код страны из двух латинских букв, например US, DE или UZ; WW — весь мир.
field-device-label = 📱 Устройства
field-device-ask = 📱 С каких устройств должны заходить посетители?
field-device-desktop = Компьютеры
field-device-android = Телефоны Android
field-device-ios = iPhone и iPad
field-device-mobile = Все телефоны
field-device-mixed = Любые устройства
field-traffic-label = 🧭 Откуда приходят
field-traffic-ask = 🧭 Откуда посетители должны приходить на страницу?
field-traffic-search = Из поиска Google
field-traffic-referrer = С другой страницы
field-traffic-direct = Напрямую
field-search-word-label = 🔎 Запрос
field-search-word-ask = 🔎 Что посетители должны искать в Google? Отправьте запрос, например: купить кроссовки
field-referrer-label = ↪️ Со страницы
field-referrer-ask = ↪️ С какой страницы должны приходить посетители? Отправьте ссылку, например: https://example.com/blog
field-referrer-bad = нужна ссылка на открытую страницу, например https://example.com/blog
field-delivery-label = 🧩 Выполнение
field-delivery-ask = 🧩 Всё сразу или столько же несколько раз, часть за частью?
field-delivery-at-once = Всё сразу
field-delivery-in-parts = Частями
field-runs-label = 🧩 Части
field-runs-ask = 🧩 Сколько частей? В каждой { $quantity }, все вместе не больше { $max }.
field-runs-bad = это не число частей. Отправьте число от 2 до 100.
parts-too-large = ⚠️ Все части вместе могут быть не больше { $max }, а в каждой сейчас { $quantity }. Вернитесь и укажите меньше в каждой части.
parts-outside = ⚠️ Отправьте число частей от { $min } до { $max }: больше не позволяет максимум услуги.
field-interval-label = ⏱️ Между частями
field-interval-ask = ⏱️ Сколько времени между частями?
field-interval-bad = нажмите одну из кнопок или отправьте число минут с неё.
field-account-label = 👤 Аккаунт
field-account-ask = 👤 Чьи новые публикации нужны? Отправьте имя открытого аккаунта, например: alice_01
field-account-bad = в имени могут быть только латинские буквы, цифры, точки, дефисы и подчёркивания, например alice_01.
field-posts-label = 📰 Новые публикации
field-posts-ask = 📰 Для скольких новых публикаций? Каждая получит { $quantity }.
field-posts-bad = это не число публикаций. Отправьте число от 1 до 500.
field-delay-label = ⏱️ Начало после публикации
field-delay-ask = ⏱️ Через сколько после публикации начинать?
field-delay-bad = нажмите одну из кнопок или отправьте число минут с неё.
field-days-label = 📅 Срок
field-days-ask = 📅 На сколько дней? Деньги за то, что новые публикации к этому сроку не израсходуют, вернутся на баланс.
field-days-bad = это не число дней. Отправьте число от 3 до 90.
list-between = Можно несколькими сообщениями; после последнего нажмите «Готово». Минимум { $min }, максимум { $items }.
list-up-to = Можно несколькими сообщениями; после последнего нажмите «Готово». Максимум { $items }.
list-package = Можно несколькими сообщениями; после последнего нажмите «Готово». Цена за весь пакет, максимум { $items }.
list-exactly = Можно несколькими сообщениями; после последнего нажмите «Готово». Нужно ровно { $items }.
list-so-far = 📝 { $items }:
checkout-entered = { $label }: <b>{ $value }</b>
key-list-done = ✅ Готово
key-list-clear = 🗑️ Начать заново
checkout-typed = ✏️ Вы написали: { $typed }
ordered-package = 1 пакет
ordered-parts = { $n-text } × { $quantity }, раз в { $interval }
ordered-posts = { $n ->
        [one] по { $quantity } для { $n-text } новой публикации
        [few] по { $quantity } для { $n-text } новых публикаций
       *[many] по { $quantity } для { $n-text } новых публикаций
    }
browse-products = <b>{ $category }</b>
    Цены за штуку. Выберите товар:
browse-mixed = <b>{ $category }</b>
    Цены за 1000, для товаров — за штуку. Выберите:
card-price-unit = 💵 <b>{ $price }</b> за штуку
card-stock-in = 📦 В наличии
card-stock-left = 📦 В наличии: { $left }
card-stock-out = 📦 Нет в наличии
field-asked-label = 🔒 Ваш ответ
field-asked-ask = 🔒 Поставщик спрашивает:
    <blockquote>{ $asks }</blockquote>
    Отправьте ответ одним сообщением. Он хранится зашифрованным, и получит его только поставщик.
entered-sealed = хранится зашифрованным
key-keep-sealed = Оставить мой ответ
card-price-previewed = 💵 Сумму выбираете вы. Цену с комиссией покажем перед подтверждением.
browse-recharges = <b>{ $category }</b>
    Что пополнить?
change-pricing-previewed = теперь цену узнаём перед каждым заказом
field-phone-label = 📱 Телефон
field-phone-ask = 📱 Отправьте номер мобильного, который пополнить, например +7 916 123-45-67. Он хранится в зашифрованном виде.
field-phone-bad = нужен номер мобильного, например +7 916 123-45-67.
field-phone-foreign = ⚠️ Это номер другой страны: { $country }{ $code }. Пополнить можно только российские мобильные номера (+7).
field-phone-not-mobile = ⚠️ Это не мобильный номер. Пополнить можно только российские мобильные номера.
field-game-login-label = 🎮 Логин
field-game-login-ask = 🎮 Отправьте логин аккаунта, который пополнить, — не отображаемое имя. Он хранится в зашифрованном виде.
field-game-login-bad = логин — одно слово без пробелов.
field-wallet-label = 👛 Кошелёк
field-wallet-ask = 👛 Отправьте адрес кошелька. Отправленное на неверный адрес не вернуть. Он хранится в зашифрованном виде.
field-wallet-bad = адрес — одно слово из букв и цифр.
field-operator-label = 📶 Оператор
field-operator-ask = 📶 Какой оператор?
field-amount-label = 💰 Сумма
field-amount-ask = 💰 Сколько должно прийти?
recharge-operator-guess = Похоже, это номер { $operator }. Проверьте: номер могли перенести к другому оператору.
recharge-amount-range = От { $min } до { $max }. Нажмите сумму или отправьте целое число.
recharge-amount-bad = ⚠️ Нужно целое число от { $min } до { $max }.
recharge-amount-is = 💰 Придёт: <b>{ $amount }</b>
recharge-price-asked = ⏳ Узнаём цену. Она появится здесь через мгновение.
recharge-commission = ➕ Комиссия, уже в цене: { $commission }
recharge-final = ❗ Проверьте данные: пополнение нельзя отменить.
recharge-short = ⚠️ Не хватает <b>{ $missing }</b>. Пополнения оплачиваются с баланса без бонусов.
recharge-no-price-refused = ⚠️ Поставщик не принимает такую сумму для этого оператора. Вернитесь и выберите другую. Деньги не списаны.
recharge-no-price-unreachable = ⚠️ Поставщик не отвечает, цены пока нет. Деньги не списаны. Попробуйте ещё раз.
recharge-no-price-unreadable = ⚠️ Цену поставщика не удалось понять, поэтому по ней ничего не продаём. Деньги не списаны. Попробуйте позже.
recharge-no-price-gone = ⚠️ Сейчас такое пополнение не продаётся. Деньги не списаны.
recharge-no-price-given-up = ⚠️ Вместо этой цены запрошена новая. Деньги не списаны.
recharge-no-price-other = ⚠️ Цены пока нет. Деньги не списаны.
recharge-key-again = 🔄 Узнать ещё раз
order-facts-recharge = 💰 Сумма: { $quantity }
    🕒 Оформлен: { $time }
refuse-previews-too-many = Вы запросили много цен. Попробуйте через час.
checkout-summary-product = <b>Проверьте заказ</b>

    { $service }
order-facts-product = 🔢 Количество: { $quantity }
    🕒 Оформлен: { $time }
key-show-goods = 🎁 Показать покупку
goods-delivered = 🎁 <b>Заказ #{ $order }: ваша покупка</b>
    Нажмите на скрытый текст, чтобы прочитать его.
goods-in-file = 🎁 <b>Заказ #{ $order }: ваша покупка</b>
    Она в файле.
goods-on-their-way = Покупка придёт отдельным сообщением.
change-pricing-unit = теперь цена за штуку
refuse-favourites-full = В избранном уже { $max } услуг, больше не поместится. Сначала уберите одну.
refuse-out-of-stock = Товара сейчас нет в наличии, заказ не оформлен. Загляните позже.
refuse-stock-short = Сейчас в наличии только { $left }. Закажите меньше.
refuse-no-goods = По этому заказу показать нечего.
refuse-ask-decided = Это уже решено или больше не спрашивается.
checkout-summary = <b>Проверьте заказ</b>

    { $service }
    🔗 { $link }
checkout-price = 💵 Цена: <b>{ $price }</b>
    👛 Ваш баланс: { $balance }
checkout-duplicate = ⚠️ <b>Заказ #{ $order } на эту же ссылку ещё выполняется</b> ({ $state }, { $quantity }). Подтвердите, только если нужен второй.
key-open-duplicate = 🔎 Посмотреть #{ $order }
checkout-after = 👛 Останется после заказа: { $after }
checkout-short = ⚠️ Не хватает <b>{ $missing }</b>. Заказ подождёт здесь, пока баланс не пополнится.
checkout-requoted = ⚠️ За это время цена изменилась. Пожалуйста, проверьте её ещё раз.
mass-title = <b>Проверьте { $n ->
        [one] { $n-text } заказ
        [few] { $n-text } заказа
       *[many] { $n-text } заказов
    }</b>
mass-none = Ни одну из этих строк заказать нельзя.
mass-problems = ⚠️ { $n ->
        [one] Пропущена { $n-text } строка
        [few] Пропущены { $n-text } строки
       *[many] Пропущено { $n-text } строк
    }:
mass-more = … и ещё { $n ->
        [one] { $n-text } строка
        [few] { $n-text } строки
       *[many] { $n-text } строк
    }
mass-running = заказ #{ $order } по этой ссылке ещё выполняется
mass-too-many = ⚠️ Строк: { $n-text }, а за один раз можно { $max }. Ничего не заказано.
    Пришлите их частями.
mass-changed = ⚠️ С тех пор кое-что изменилось. Проверьте ещё раз:
mass-placed = ✅ <b>{ $n ->
        [one] Оформлен { $n-text } заказ
        [few] Оформлены { $n-text } заказа
       *[many] Оформлено { $n-text } заказов
    }:</b> { $orders }
    👛 Баланс: { $balance }
mass-name = Несколько заказов
mass-problem-form = напишите так: номер услуги | ссылка | количество
mass-problem-unknown = услуги с таким номером нет
mass-problem-fields = этой услуге мало ссылки и количества, закажите её отдельно
mass-problem-link = это не ссылка
mass-problem-other-link = для этой услуги нужна другая ссылка
mass-problem-number = количество — не число
mass-quantity-outside = количество должно быть от { $min } до { $max }
mass-twin = та же ссылка, что в строке { $line }
mass-problem-other = эту строку заказать нельзя
help-mass = Несколько заказов сразу: пришлите по строке на каждый, <code>номер услуги | ссылка | количество</code>. В карточке услуги достаточно <code>ссылка количество</code>.
checkout-changed = ⚠️ <b>За это время кое-что изменилось. Пожалуйста, проверьте ещё раз:</b>
change-name = изменилось название: { $before } → { $after }
change-category = изменилась категория: { $before } → { $after }
change-type = теперь заказ оформляется иначе
change-pricing-flat = теперь цена за весь пакет
change-pricing-thousand = теперь цена за 1000
change-limits = изменились минимум и максимум: { $before } → { $after }
change-refill = теперь есть восстановление
change-no-refill = восстановления больше нет
change-cancel = теперь можно отменить
change-no-cancel = после начала отменить больше нельзя
change-no-parts = по частям больше не выполняется, всё придёт сразу
change-time = изменилось среднее время: { $before } → { $after }
change-description = изменилось описание: { $after }
change-no-description = описание убрано
change-back = услуги какое-то время не было, теперь она снова продаётся
change-price = изменилась цена: { $before } → { $after }
checkout-placed = ✅ <b>Заказ #{ $order } оформлен.</b>
    Мы напишем здесь, когда он будет выполнен.
    👛 Баланс: { $balance }
checkout-already = Заказ #{ $order } уже оформлен. Деньги списаны один раз.
top-up-asked = Мы получили ваш запрос: не хватает { $missing }. Как только баланс пополнится, мы вам напишем.
top-up-asked-already = Ваш запрос уже у нас. Как только баланс пополнится, мы вам напишем.
top-up-too-often = Вы отправили несколько запросов подряд. Подождите немного, прежде чем просить снова.
top-up-still-missing = Всё ещё не хватает { $missing }.
top-up-is-open = 🔔 Вы попросили пополнить баланс на { $amount }. Ответа пока нет.
top-up-is-declined = ❌ Ваш запрос на { $amount } отклонён. Можно попросить ещё раз.
top-up-reason-not-found = Платёж не найден.
top-up-reason-pay-first = Сначала оплатите. Как это сделать, подскажет поддержка.
top-up-reason-not-now = Сейчас это невозможно.
top-up-reason-other = Магазин указал другую причину.
top-up-not-needed = Денег на балансе уже достаточно.

## Ошибки ввода

link-not-a-link = ⚠️ Это не похоже на ссылку. Нужна такая: <code>{ $example }</code>
link-too-long = ⚠️ Для ссылки это слишком длинно. Нужна такая: <code>{ $example }</code>
link-several = ⚠️ Здесь больше одной ссылки. Пришлите только одну, например: <code>{ $example }</code>
link-contact = ⚠️ Это адрес почты или номер телефона. Нужна ссылка на страницу, например: <code>{ $example }</code>
link-wrong-platform = ⚠️ Эта услуга только для { $platform }. Нужна такая ссылка: <code>{ $example }</code>
link-wrong-kind = ⚠️ Это ссылка на { $found }. Для этой услуги нужна ссылка на { $wanted }, например <code>{ $example }</code>
quantity-not-a-number = ⚠️ Это не число. Отправьте только цифры: от { $min } до { $max }.
quantity-not-positive = ⚠️ Количество должно быть больше нуля: от { $min } до { $max }.
quantity-not-whole = ⚠️ Нужно целое число от { $min } до { $max }.
quantity-outside = ⚠️ Количество должно быть от { $min } до { $max }.
choice-bad = Нажмите одну из кнопок или вернитесь назад.
field-empty = ⚠️ В сообщении нет текста.
field-unfit = ⚠️ Не подходит: { $rule }
field-too-long = ⚠️ Слишком длинно: не больше { $max } символов.
list-item-unfit = ⚠️ «{ $item }» не подходит: { $rule } Ничего из сообщения не добавлено.
list-item-too-long = ⚠️ Строка { $line } в этом сообщении длиннее { $max } символов. Ничего из сообщения не добавлено: сократите её и отправьте ещё раз.
list-too-many = ⚠️ Вместе получится { $items }, а услуга принимает { $max }. Ничего из сообщения не добавлено.
list-too-long = ⚠️ Весь список — не больше { $max } символов. Ничего из сообщения не добавлено.
list-outside = ⚠️ Сейчас { $items }, а нужно от { $min } до { $max }. Добавьте ещё или начните заново.
list-not-exactly = ⚠️ Сейчас { $items }, а нужно ровно { $max }. Добавьте недостающие или начните заново.
fallback-link = Сейчас нужна ссылка. Пришлите её текстом или вернитесь назад.
fallback-number = Сейчас нужно число. Отправьте его текстом или вернитесь назад.
fallback-list = Сейчас нужен текст, каждая запись с новой строки. Отправьте его или вернитесь назад.
fallback-word = Сейчас нужен текст. Отправьте его или вернитесь назад.
fallback-confirm = Ваш заказ ждёт подтверждения.
fallback-support = Магазину можно передать только текст. Пожалуйста, напишите вопрос текстом.
fallback-reason = Пришлите причину текстом или отмените.
fallback-own-text = Пришлите обычным текстом или отмените.
fallback-source = Отправьте номер услуги текстом или отмените.
fallback-id = Пришлите номер у поставщика текстом или отмените.
fallback-unknown = Не получилось понять это сообщение. Вот что здесь можно сделать:

## Отказы

refuse-service-gone = Эта услуга больше не продаётся. Пожалуйста, выберите другую.
refuse-not-sellable = Услуги этого типа пока недоступны.
refuse-service-paused = Услуга приостановлена: у поставщика неполадки. Попробуйте позже или выберите другую.
refuse-quantity = Теперь количество должно быть от { $min } до { $max }. Пожалуйста, введите его ещё раз.
refuse-quote-gone = Время на подтверждение вышло. Пожалуйста, оформите заказ ещё раз: /order.
refuse-owes = За вами долг: { $amount }. Когда он будет погашен, вы снова сможете заказывать.
refuse-too-many-reviews = Три ваших заказа сейчас на проверке. Как только по одному из них будет решение, вы снова сможете заказывать.
refuse-banned = Новые заказы для вас недоступны. Уже начатые заказы продолжаются.
refuse-sales-paused = Новые заказы ненадолго приостановлены. Пожалуйста, попробуйте позже. Ваши деньги в безопасности.
refuse-order-not-found = Такого заказа нет. Ваши заказы: /orders.
refuse-not-cancelable = Заказ уже в работе, отменить его здесь нельзя.
refuse-already-decided = Решение уже принято.
refuse-already-decided-by = Решение уже принято администратором { $admin }.
refuse-refund-refused = Этот заказ сейчас отправляется или проверяется. Примите решение в /review.
refuse-refund-needs-anyway = Этот заказ выполняется. Чтобы всё равно вернуть деньги, добавьте в причину слово «anyway».
refuse-refund-too-much = Это больше, чем ещё можно вернуть по этому заказу: { $left }.
refuse-fully-refunded = Уже возвращено полностью.
refuse-refund-whole = Заказ ещё ждёт в очереди: вернуть можно только всю сумму, и это отменит заказ.
refuse-own-account = Менять баланс самому себе нельзя. Попросите другого владельца.
refuse-person-not-found = Такого пользователя здесь нет. Сначала он должен хотя бы раз написать боту.
refuse-id-taken = Этот номер уже принадлежит заказу #{ $order }.
refuse-amount-too-large = Для одного заказа это слишком много. Пожалуйста, введите количество поменьше.
refuse-markup-moved = Наценка с тех пор изменилась. Посмотрите её: /markup.
refuse-markup-unchanged = Наценка уже { $percent }%, менять нечего.
refuse-owner-stays = Удалять могут только владельцы из настроек и только того, кто стал владельцем по ссылке.
refuse-owner-not-banned = Владельцев магазина заблокировать нельзя.
refuse-banned-already = Этот клиент уже заблокирован.
refuse-not-banned = Этот клиент не заблокирован.
refuse-provider-not-stopped = Поставщик уже не остановлен: смотрите /providers.
refuse-stop-stays = Отправить туда пока ничего нельзя. Что исправить сначала, покажет /providers.
refuse-trial-under-way = Пробный заказ уже разрешён или отправлен: дождитесь ответа.
refuse-nothing-to-file = Здесь больше нет ответа, которому можно задать значение.
refuse-filed-already = Значение этого ответа уже задано. Смотрите /providers.
refuse-filed-full = У этого поставщика значение задано уже у { $max } ответов. Сначала отмените одно в /providers.
refuse-filed-gone = У этого ответа больше нет заданного значения.
refuse-item-not-found = Такой услуги или категории больше нет.
refuse-source-gone = Услуга там больше не закупается.
refuse-source-same = Это та же самая услуга. Отправьте номер другой.
refuse-source-known = Она уже закупается и там. Отправьте номер другой.
refuse-source-full = Больше источников добавить нельзя. Сначала уберите один.
refuse-source-product = Товары закупаются только у своего поставщика. Отправьте номер другой услуги.
refuse-source-type = Та услуга заказывается иначе и заменить эту не может. Отправьте номер другой.
refuse-source-pricing = Её цена считается иначе, сравнить их нельзя. Отправьте номер другой.
refuse-source-limits = Её минимум и максимум строже, чем у этой услуги. Отправьте номер услуги с такими же или более широкими.
refuse-source-refill = У неё нет восстановления, а у этой услуги есть. Отправьте номер другой.
refuse-source-cancel = Её нельзя отменить, а эту услугу можно. Отправьте номер другой.
refuse-source-dripfeed = Она не выполняется частями, а эта услуга выполняется. Отправьте номер другой.
refuse-source-other = Она не может заменить эту услугу. Отправьте номер другой.
refuse-own-text-empty = Этот текст пустой. Пришлите его ещё раз.
refuse-own-text-too-long = Символов: { $long }, а помещается { $max }. Пришлите текст покороче.
refuse-top-up-gone = Такого запроса больше нет.
refuse-top-up-given = Деньги уже зачислил администратор { $admin }. Больше ничего не сделано.
refuse-top-up-declined = Запрос уже отклонил администратор { $admin }. Больше ничего не сделано.
refuse-top-up-superseded = Клиент отправил новый запрос. Нужная сумма указана в более новом сообщении. Ничего не сделано.
refuse-ticket-not-found = Такого обращения нет. Открытые обращения: /support.
refuse-ticket-closed = Это обращение уже закрыто.
refuse-ticket-full = В это обращение больше ничего не поместится. Для нового вопроса откройте новое: /support.
refuse-tickets-too-many = У вас уже открыто три обращения. Напишите в одно из них или закройте одно.
refuse-too-many-messages = Слишком много сообщений за час. Прежние мы получили, а это отправьте ещё раз чуть позже.
refuse-text-empty = Передать можно только текст и картинки. Напишите, пожалуйста, словами.
refuse-text-too-long = Символов: { $long }, а в одно сообщение помещается { $max }. Отправьте его частями; пока ничего не передано.

## Поддержка

support-ask = 💬 <b>Какой у вас вопрос?</b>
    Напишите его текстом, одним сообщением. Мы ответим прямо здесь.
support-ask-order = 💬 <b>Что случилось с заказом #{ $order }?</b>
    Напишите об этом текстом, одним сообщением. Сам заказ мы видим, описывать его не нужно.
support-own = 💬 <b>Ваши открытые обращения</b>
    Откройте нужное, чтобы прочитать его или дописать.
support-opened = 🎫 <b>Обращение { $ticket } открыто, ответим здесь.</b>
    Если вспомните что-то ещё, просто напишите: мы добавим это к обращению.
support-added = 🎫 Добавлено в обращение { $ticket }. Ответим здесь.
support-reopened = 🎫 Обращение { $ticket } снова открыто, ваше сообщение в нём. Ответим здесь.
support-write = ✍️ Напишите ответ по обращению { $ticket }.
support-solved = ✅ Обращение { $ticket } закрыто. Рады, что всё решилось!
ticket-head-waiting = 🎫 <b>{ $ticket }</b> · ждёт нашего ответа
ticket-head-answered = 🎫 <b>{ $ticket }</b> · есть ответ
ticket-head-closed = 🎫 <b>{ $ticket }</b> · закрыто
ticket-about-order = 📦 О заказе #{ $order }
ticket-line-question = <b>Вы</b> · { $time }
ticket-line-answer = <b>Магазин</b> · { $time }
ticket-answer = 💬 <b>Ответ на обращение { $ticket }:</b>
ticket-closed-by-shop = 🎫 Обращение { $ticket } закрыто. Если вопрос остался, просто ответьте.
ticket-closed-by-time = 🎫 Обращение { $ticket } закрыто: вы не писали две недели. Если вопрос остался, просто ответьте.

## Заказы

orders-title = 📦 <b>Ваши заказы</b>
    { $n ->
        [one] В списке { $n-text } заказ.
        [few] В списке { $n-text } заказа.
       *[many] В списке { $n-text } заказов.
    }
orders-none = 📦 <b>Ваши заказы</b>
    Здесь пока пусто.
day-of-month = { $day } { $month }
month-1 = янв
month-2 = фев
month-3 = мар
month-4 = апр
month-5 = мая
month-6 = июн
month-7 = июл
month-8 = авг
month-9 = сен
month-10 = окт
month-11 = ноя
month-12 = дек
filter-all = Все
filter-open = В работе
filter-done = Выполнены
filter-problems = Проблемы
order-head-queued = { $emoji } <b>Заказ #{ $order } оформлен</b> · { $state }
order-head-accepted = { $emoji } <b>Заказ #{ $order } принят</b> · ещё не начат
order-head = { $emoji } <b>Заказ #{ $order }</b> · { $state }
order-facts = 🔗 { $link }
    🔢 Количество: { $quantity }
    🕒 Оформлен: { $time }
order-start-count = 📍 Было в начале: { $count }
order-progress = { $bar } { $percent } %
    📈 Выполнено: { $done } из { $quantity }
order-parts = 🧩 Часть { $known } из { $count } · готово: { $done }
order-posts = 📰 Публикация { $known } из { $count } · готово: { $done }
order-in-review = Мы проверяем этот заказ у поставщика. Ваши деньги в безопасности: либо заказ продолжится, либо вернётся вся сумма.
order-silent = 🔕 Сейчас поставщик ничего не сообщает об этом заказе. Ваши деньги в безопасности; если так продолжится, магазин разберётся.
order-ask-cancel = Отменить заказ #{ $order }? На баланс вернётся { $amount }.
order-request = { $what } · { $time }
order-request-again = Снова попросить можно с { $time }.
order-before-cancel = ↩️ <b>Попросить отменить заказ #{ $order }?</b>

    Решает поставщик. Что выполнено к тому времени, остаётся и оплачивается; остальное вернётся на баланс, когда поставщик подтвердит.
request-refill-queued = ♻️ Восстановление запрошено
request-refill-accepted = ♻️ Восстанавливается
request-refill-done = ♻️ Восстановлено
request-refill-rejected = ♻️ В восстановлении отказано
request-refill-unclear = ♻️ Восстановление запрошено, ясного ответа нет
request-refill-other = ♻️ Восстановление
request-cancel-queued = ↩️ Отмена запрошена
request-cancel-accepted = ↩️ Отмена запрошена, ещё не подтверждена
request-cancel-done = ↩️ Остановлено по просьбе
request-cancel-rejected = ↩️ Не остановлено
request-cancel-other = ↩️ Отмена
request-refusal-not-offered = Для этой услуги это недоступно.
request-refusal-not-now = Сейчас об этом попросить нельзя.
request-refusal-returned = Деньги за этот заказ возвращались, восстановления не будет.
request-refusal-open = Уже запрошено. Ответ придёт сюда.
request-refusal-too-many = Уже просили три раза. Напишите, пожалуйста, в поддержку.
request-too-soon = Просить можно раз в день: снова с { $time }.
request-refusal-other = Сейчас об этом попросить нельзя.
toast-refill-asked = Запрошено. Ответ придёт сюда.
toast-cancel-asked = Запрошено. Деньги вернутся, когда отмену подтвердят.
order-canceled = Заказ отменён. Деньги снова на вашем балансе.
money-held = 💵 { $paid } зарезервировано под этот заказ и спишется только за выполненное.
money-held-part = 💵 { $held } зарезервировано под этот заказ; { $returned } из { $paid } уже вернулось.
money-spent = 💵 Списано { $paid }.
money-returned-all = 💵 Вся сумма, { $paid }, снова на вашем балансе.
money-returned-part = 💵 Вернулось { $returned } из { $paid }: не выполнено { $remains } из { $quantity }. Списано { $kept }.
money-returned-some = 💵 Вернулось { $returned } из { $paid }. Списано { $kept }.

## Баланс

balance-available = 👛 <b>Баланс: { $available }</b>
balance-held = ⏳ Зарезервировано: { $held }
balance-bonus = 🎁 Из них бонус: { $bonus }
balance-owed = ⚠️ Долг: { $owed }
balance-id = 🆔 Ваш ID: <code>{ $id }</code>
balance-no-entries = Операций пока не было.
movement-line = <b>{ $sum }</b> { $what } · { $day }
movement-order = заказ #{ $order }, { $state }
movement-entry = { $sum } { $what } · { $time }
key-export = 📄 Выгрузить
export-file = 📄 Ваша выписка. Суммы точные, время — UTC.
export-on-its-way = Файл отправляется.
csv-time = Время (UTC)
csv-in = Приход ({ $currency })
csv-out = Расход ({ $currency })
csv-held = Зарезервировано ({ $currency })
csv-order = Заказ
csv-what = Что

## Меню команд в клиенте

command-start = Главное меню
command-order = Новый заказ
command-search = Найти услугу
command-orders = Мои заказы
command-balance = Мой баланс
command-support = Написать в поддержку
command-language = Выбрать язык
command-help = Как это работает
command-cancel = Отменить действие
bot-description = Заказывайте цифровые услуги прямо в этом чате. Цены точные, о каждом изменении мы пишем, а за всё невыполненное деньги возвращаются.
bot-short-description = Магазин в чате: выбрали, оплатили, готово.

## Что сообщается клиентам

notice-apology = 😔 Извините, у нас произошла ошибка, и ваше последнее сообщение не обработано. Ваши деньги в безопасности. Попробуйте ещё раз, а если это повторится, сообщите нам этот номер: <code>{ $error }</code>
notice-service = { $service }
notice-key-open = 📦 Открыть заказ #{ $order }
notice-key-fresh = 💵 Посмотреть новую цену
notice-key-again = 🛒 Заказать снова
notice-key-checkout = ✅ Вернуться к заказу

notice-order-queued = { $emoji } <b>Заказ #{ $order } снова в очереди и будет отправлен ещё раз</b>
notice-order-submitting = { $emoji } <b>Заказ #{ $order } отправляется</b>
notice-order-review = { $emoji } <b>Заказ #{ $order } проверяется</b>
notice-order-begun = { $emoji } <b>Заказ #{ $order } начат</b>
notice-ordered = 🔗 { $link }
    🔢 Количество: { $quantity }
notice-ordered-product = 🔢 Количество: { $quantity }
notice-ordered-recharge = 💰 Сумма: { $quantity }
notice-order-active = { $emoji } <b>Заказ #{ $order } принят</b>
notice-order-completed = { $emoji } <b>Заказ #{ $order } выполнен</b>
notice-order-partial = { $emoji } <b>Заказ #{ $order } выполнен частично</b>
notice-order-canceled = { $emoji } <b>Заказ #{ $order } отменён</b>
notice-order-rejected = { $emoji } <b>Заказ #{ $order } не удалось оформить</b>

notice-money-held = 💵 { $paid } зарезервировано под этот заказ и спишется только за то, что будет выполнено.
notice-money-held-part = 💵 { $kept } зарезервировано под этот заказ; { $returned } из { $paid } уже вернулось.
notice-money-safe = 🔒 Идёт проверка, ваши деньги в безопасности: либо заказ продолжится, либо деньги вернутся. От вас ничего не требуется.
notice-money-spent = 💵 Списано { $paid }.
notice-refill-done = ♻️ <b>Заказ #{ $order } восстановлен</b>
notice-refill-refused = ♻️ <b>Заказ #{ $order } не восстановлен</b>
notice-refill-unclear = ♻️ <b>Неясно, восстановлен ли заказ #{ $order }</b>
notice-cancel-refused = ↩️ <b>Заказ #{ $order } продолжается</b>
request-reason-refused = Поставщик отказал. Снова попросить можно через день после прошлого раза.
request-reason-not-sent = Поставщик был недоступен целый день. Попросить можно снова.
request-reason-no-answer = Поставщик не дал ясного ответа. Восстановление ещё возможно; снова попросить можно через день.
request-reason-interrupted = Магазин остановился во время запроса. Восстановление ещё возможно; снова попросить можно через день.
request-reason-no-number = Поставщик принял запрос, но не сообщает, что с ним стало.
request-reason-rejected-later = Поставщик рассмотрел запрос и отказал.
request-reason-not-found = Поставщик больше не знает об этом запросе.
request-reason-delivered = Заказ выполнили раньше, чем успели остановить.
request-reason-ignored = Поставщика попросили остановить заказ, за день он этого не сделал. Попросить можно снова.
request-reason-order-over = Заказ завершился раньше.
request-reason-other = Если хотите узнать больше, напишите в поддержку.
notice-money-returned-all = 💵 Вся сумма, { $paid }, вернулась на ваш баланс.
notice-money-returned-all-by-now = 💵 Сейчас на баланс вернулось { $now }; вместе с прежними возвратами возвращено всё: { $paid }.
notice-money-returned-part = 💵 Возвращено { $returned } из { $paid }: не выполнено { $remains } из { $quantity }. Списано { $kept }.
notice-money-returned-some = 💵 На баланс возвращено { $returned } из { $paid }. Списано { $kept }.
notice-money-returned-more = 💵 Сейчас на баланс вернулось { $now }, а всего { $returned } из { $paid }. Списано { $kept }.
notice-money-returned-earlier = 💵 Списано { $kept }; { $returned } из { $paid } вернулось раньше.

notice-credited = 💰 <b>На ваш баланс зачислено { $amount }</b>
notice-debited = 💸 <b>С вашего баланса списано { $amount }</b>
notice-refunded = ↩️ <b>{ $amount } за заказ #{ $order } вернулось на ваш баланс</b>
notice-top-up-declined = ❌ <b>Ваш запрос на { $amount } отклонён</b>
notice-top-up-next = Можно попросить ещё раз или написать в поддержку.
notice-reason = 💬 { $reason }
notice-balance = 👛 Баланс: { $amount }
notice-owed = ⚠️ Ваш долг: { $amount }. Он погасится первым при следующем пополнении; до этого заказывать нельзя.

## Почему заказ не размещён или отменён и что делать дальше

reject-service-gone = Эта услуга больше не продаётся. Выберите другую: /order.
reject-bad-link = Ссылка не принята. Проверьте, что она верна и страница открыта для всех, и закажите снова.
reject-quantity-too-low = Для этой услуги количество слишком мало. Закажите снова, указав больше.
reject-quantity-too-high = Для этой услуги количество слишком велико. Закажите снова, указав меньше.
reject-bad-quantity = Такое количество не принято. Закажите снова, указав другое.
reject-type-field = Этой услуге нужны данные, которые здесь пока нельзя ввести. Выберите другую: /order.
reject-too-long = Список слишком длинный для нашего поставщика. Закажите с меньшим числом строк за раз.
reject-bad-request = Заказ не удалось отправить. Это наша ошибка, не ваша; попробуйте другую услугу или зайдите позже.
reject-price-rose = Цена выросла раньше, чем заказ удалось отправить, поэтому ничего не куплено. Посмотрите новую цену и закажите снова, если она вам подходит.
reject-not-placed = Мы проверили: заказ не был оформлен. Можно заказать снова.
reject-waited-too-long = Заказ не удавалось отправить целые сутки, и мы перестали ждать. Закажите снова или выберите другую услугу.
reject-by-customer = Вы отменили заказ. Заказать снова можно в любое время: /order.
reject-by-admin = Магазин отменил этот заказ. Заказать снова можно в любое время: /order.
reject-other = Заказ не удалось выполнить. Закажите снова или выберите другую услугу: /order.
field-mail-domain-label = 🌐 Домен
field-mail-domain-ask = 🌐 Какой из ваших почтовых доменов проверить? Отправьте его имя, например: example.com
    Все письма придут на один придуманный нами адрес в нём. Сначала подтвердите записью DNS, что домен ваш.
no-domain-address = Это адрес почты. Отправьте только имя своего домена, например: example.com. Адрес придумаем мы.
no-domain-unfit = Это не имя домена. Отправьте только имя, например: example.com
no-domain-script = Проверить можно только имя латинскими буквами, например: example.com
no-domain-number = Это номер компьютера в сети. Отправьте имя домена, например: example.com
no-domain-local = Такого имени в интернете нет. Отправьте имя своего домена, например: example.com
no-domain-public = Под этим именем может быть домен у кого угодно. Отправьте своё, например: example.com
no-domain-too-long = Имя слишком длинное. Отправьте имя своего домена, например: example.com
no-domain-other = Такой домен проверить нельзя. Отправьте имя, например: example.com
consent-ask = 🌐 <b>{ $domain }</b>
    Чтобы подтвердить, что домен ваш, добавьте запись TXT ровно у этого имени:
    <code>{ $record }</code>
    В некоторых панелях DNS имя пишется как <code>@</code>. Почтовый сервер должен быть внутри домена и иметь там обратное имя.
    Запись действует до { $until }.
consent-checking = 🔎 Смотрим DNS домена <b>{ $domain }</b>…
    Это займёт до полуминуты. Сообщение обновится само.
consent-proved = ✅ Домен <b>{ $domain }</b> ваш, это подтверждено.
    Не удаляйте запись: перед самой отправкой мы прочтём её ещё раз. Она действует до { $until }.
consent-about = 🔎 { $about }
consent-key-use = ✅ Дальше
consent-key-check = 🔎 Проверить
consent-key-copy = 📋 Скопировать запись
consent-key-copy-name = 📋 Скопировать имя
checkout-mail = ✉️ Что произойдёт: писем — { $quantity }, все на один придуманный адрес в <b>{ $domain }</b> и больше никому. Перед отправкой мы ещё раз прочтём запись и почтовый сервер; если что-то изменилось, ничего не отправим и вернём деньги. Начатое остановить нельзя.
refuse-consent-missing = Не подтверждено, что домен ваш, или подтверждению больше 30 дней. Проверьте запись ещё раз.
refuse-consent-gone = Этого домена нет в вашем списке. Отправьте его имя ещё раз.
refuse-domains-too-many = У вас уже доменов: { $max }. Подождите, пока истечёт срок одного из них.
refuse-checks-too-many = Проверок в час — не больше { $max }. Попробуйте позже.
refuse-domain-busy = Заказ для этого домена ещё не выполнен. Сначала один, потом другой.
refuse-domain-full = { $n ->
    [0] Домен уже получил свои письма за сутки. Попробуйте завтра.
    [one] Сегодня домену можно отправить ещё { $n-text } письмо.
    [few] Сегодня домену можно отправить ещё { $n-text } письма.
   *[many] Сегодня домену можно отправить ещё { $n-text } писем.
    }
notice-admin-found = 🔎 <b>Заказ #{ $order } нашёлся</b> в списке поставщика, ID { $id }. Он выполняется.
notice-admin-not-found = 🔎 <b>Заказ #{ $order } не был размещён:</b> в списках поставщика, прочитанных дважды, его нет. Деньги вернулись клиенту.
reject-in-no-list = Мы проверили: заказ не был размещён. Можно заказать снова.
admin-reason-in-their-list = найден в списке поставщика
admin-reason-in-no-list = В списках поставщика его нет.
provider-card-on-mail = ✉️ <b>Включая его, вы подтверждаете:</b> поставщик дал вам слово, что отправляет эти письма со своих серверов, а не через чужие формы подписки.
    Магазин отправляет только в домены, владельцы которых подтвердили согласие через DNS. Ваше слово записывается в журнал.
consent-missing-other = Что-то не так, как нужно.
consent-missing-no-domain = Такого домена в DNS нет.
consent-missing-no-record = Записи TXT пока нет. Если вы добавили её только что, подождите несколько минут и проверьте ещё раз.
consent-missing-other-token = Наша запись есть, но с другим кодом. Скопируйте запись отсюда и замените ею старую.
consent-missing-alias = Домен указывает на другое имя (CNAME или DNAME). Запись должна стоять у самого домена.
consent-missing-wildcard = Запись со звёздочкой (*) отвечает здесь за любое имя, поэтому ничего не доказывает. Удалите её или укажите домен уровнем выше.
consent-missing-no-mx = У домена нет своей записи MX: он не принимает почту.
consent-missing-null-mx = В записи MX сказано, что домен не принимает почту.
consent-missing-unfit-mx = В записи MX указан неподходящий почтовый сервер, или таких записей слишком много.
consent-missing-no-mx-address = У почтового сервера домена нет публичного адреса.
consent-missing-no-reverse = У адреса почтового сервера нет обратного имени (записи PTR).
consent-missing-foreign-mx = Почта идёт на сервер вне этого домена. Проверить можно только домен со своим почтовым сервером.
consent-missing-unconfirmed = Обратное имя почтового сервера не ведёт к его адресу.
consent-missing-no-answer = Сервер имён не ответил. Проверьте ещё раз через несколько минут.
consent-missing-server-error = Сервер имён отвечает ошибкой. Проверьте позже или спросите того, кто ведёт ваш DNS.
consent-missing-servers-disagree = Ваши серверы имён отвечают по-разному. Подождите, пока изменение дойдёт до всех.
consent-missing-expired = Записи больше 30 дней, нужна новая.
consent-missing-order-open = Другой заказ для этого домена ещё не выполнен.
consent-missing-day-full = Домен уже получил свои 5 000 писем за сутки.
consent-missing-stale = Проверка домена заняла слишком много времени.
reject-consent-no-domain = Ничего не отправлено. Такого домена в DNS нет.
reject-consent-no-record = Ничего не отправлено. Записи TXT пока нет. Если вы добавили её только что, подождите несколько минут и проверьте ещё раз.
reject-consent-other-token = Ничего не отправлено. Наша запись есть, но с другим кодом. Скопируйте запись отсюда и замените ею старую.
reject-consent-alias = Ничего не отправлено. Домен указывает на другое имя (CNAME или DNAME). Запись должна стоять у самого домена.
reject-consent-wildcard = Ничего не отправлено. Запись со звёздочкой (*) отвечает здесь за любое имя, поэтому ничего не доказывает. Удалите её или укажите домен уровнем выше.
reject-consent-no-mx = Ничего не отправлено. У домена нет своей записи MX: он не принимает почту.
reject-consent-null-mx = Ничего не отправлено. В записи MX сказано, что домен не принимает почту.
reject-consent-unfit-mx = Ничего не отправлено. В записи MX указан неподходящий почтовый сервер, или таких записей слишком много.
reject-consent-no-mx-address = Ничего не отправлено. У почтового сервера домена нет публичного адреса.
reject-consent-no-reverse = Ничего не отправлено. У адреса почтового сервера нет обратного имени (записи PTR).
reject-consent-foreign-mx = Ничего не отправлено. Почта идёт на сервер вне этого домена. Проверить можно только домен со своим почтовым сервером.
reject-consent-unconfirmed = Ничего не отправлено. Обратное имя почтового сервера не ведёт к его адресу.
reject-consent-no-answer = Ничего не отправлено. Сервер имён не ответил. Проверьте ещё раз через несколько минут.
reject-consent-server-error = Ничего не отправлено. Сервер имён отвечает ошибкой. Проверьте позже или спросите того, кто ведёт ваш DNS.
reject-consent-servers-disagree = Ничего не отправлено. Ваши серверы имён отвечают по-разному. Подождите, пока изменение дойдёт до всех.
reject-consent-expired = Ничего не отправлено. Записи больше 30 дней, нужна новая.
reject-consent-order-open = Ничего не отправлено. Другой заказ для этого домена ещё не выполнен.
reject-consent-day-full = Ничего не отправлено. Домен уже получил свои 5 000 писем за сутки.
reject-consent-stale = Ничего не отправлено. Проверка домена заняла слишком много времени.
admin-reason-consent-no-domain = Не отправлено: нет согласия. Такого домена в DNS нет.
admin-reason-consent-no-record = Не отправлено: нет согласия. Записи TXT пока нет. Если вы добавили её только что, подождите несколько минут и проверьте ещё раз.
admin-reason-consent-other-token = Не отправлено: нет согласия. Наша запись есть, но с другим кодом. Скопируйте запись отсюда и замените ею старую.
admin-reason-consent-alias = Не отправлено: нет согласия. Домен указывает на другое имя (CNAME или DNAME). Запись должна стоять у самого домена.
admin-reason-consent-wildcard = Не отправлено: нет согласия. Запись со звёздочкой (*) отвечает здесь за любое имя, поэтому ничего не доказывает. Удалите её или укажите домен уровнем выше.
admin-reason-consent-no-mx = Не отправлено: нет согласия. У домена нет своей записи MX: он не принимает почту.
admin-reason-consent-null-mx = Не отправлено: нет согласия. В записи MX сказано, что домен не принимает почту.
admin-reason-consent-unfit-mx = Не отправлено: нет согласия. В записи MX указан неподходящий почтовый сервер, или таких записей слишком много.
admin-reason-consent-no-mx-address = Не отправлено: нет согласия. У почтового сервера домена нет публичного адреса.
admin-reason-consent-no-reverse = Не отправлено: нет согласия. У адреса почтового сервера нет обратного имени (записи PTR).
admin-reason-consent-foreign-mx = Не отправлено: нет согласия. Почта идёт на сервер вне этого домена. Проверить можно только домен со своим почтовым сервером.
admin-reason-consent-unconfirmed = Не отправлено: нет согласия. Обратное имя почтового сервера не ведёт к его адресу.
admin-reason-consent-no-answer = Не отправлено: нет согласия. Сервер имён не ответил. Проверьте ещё раз через несколько минут.
admin-reason-consent-server-error = Не отправлено: нет согласия. Сервер имён отвечает ошибкой. Проверьте позже или спросите того, кто ведёт ваш DNS.
admin-reason-consent-servers-disagree = Не отправлено: нет согласия. Ваши серверы имён отвечают по-разному. Подождите, пока изменение дойдёт до всех.
admin-reason-consent-expired = Не отправлено: нет согласия. Записи больше 30 дней, нужна новая.
admin-reason-consent-order-open = Не отправлено: нет согласия. Другой заказ для этого домена ещё не выполнен.
admin-reason-consent-day-full = Не отправлено: нет согласия. Домен уже получил свои 5 000 писем за сутки.
admin-reason-consent-stale = Не отправлено: нет согласия. Проверка домена заняла слишком много времени.

## Состояния заказа

order-state-queued = ждёт отправки
order-state-submitting = отправляется
order-state-review = проверяется
order-state-active = выполняется
order-state-accepted = принят, ещё не начат
order-state-silent = нет новостей от поставщика
order-state-completed = выполнен
order-state-partial = выполнен частично
order-state-canceled = отменён
order-state-rejected = не оформлен
order-state-other = неизвестно
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

## Строки истории баланса, без разметки

memo-hold = зарезервировано под заказ #{ $order }
memo-settle = списано за заказ #{ $order }
memo-settle-part = заказ #{ $order }: часть списана, остальное возвращено
memo-release = заказ #{ $order }: возвращено всё
memo-return = заказ #{ $order }: возврат
memo-refund = заказ #{ $order }: возврат от магазина
memo-repay = долг погашен из возврата за заказ #{ $order }
memo-credit = зачислено магазином: { $reason }
memo-debit = списано магазином: { $reason }
memo-loss = заказ #{ $order }: убыток магазина

## Что сообщается администраторам

notice-admin-review = 🔎 <b>Заказ #{ $order } ждёт вашего решения</b>
    { $reason }
    До решения деньги клиента остаются в резерве.
notice-admin-reviews-waiting = 🔎 <b>{ $n ->
        [one] { $n-text } заказ ждёт
        [few] { $n-text } заказа ждут
       *[many] { $n-text } заказов ждут
    } вашего решения.</b>
    До решения деньги клиентов остаются в резерве.
notice-admin-attention = ⚠️ <b>Странный ответ о заказе #{ $order }</b>
    { $reason }
    Заказ продолжается, деньги не двигались. Если так и останется, спросите поставщика.
notice-admin-attention-many = ⚠️ <b>{ $n ->
        [one] Ещё { $n-text } заказ со странным ответом
        [few] Ещё { $n-text } заказа со странным ответом
       *[many] Ещё { $n-text } заказов со странным ответом
    }</b>
    { $orders }
    Заказы продолжаются, деньги не двигались. Если так и останется, спросите поставщика.
notice-admin-overcharge = 💸 <b>Заказ #{ $order } стоит намного дороже, чем ожидалось</b>
    <code>{ $provider }</code> берёт <code>{ $charge }</code> вместо <code>{ $expected }</code>.
notice-admin-overcharge-loss = 🚨 Это больше, чем заплатил клиент ({ $paid }): магазин терпит убыток.
notice-admin-overcharge-kept = Клиент заплатил { $paid }, этого хватает.
notice-admin-overcharge-unknown = Клиент заплатил { $paid }. Курса валюты поставщика сейчас нет, поэтому неизвестно, хватает ли этого.
notice-admin-overcharge-hint = Заказ продолжается. Спросите поставщика о причине и сверьте цену услуги у него.
notice-admin-overcharge-many = 💸 <b>{ $n ->
        [one] Ещё { $n-text } заказ стоит намного дороже, чем ожидалось
        [few] Ещё { $n-text } заказа стоят намного дороже, чем ожидалось
       *[many] Ещё { $n-text } заказов стоят намного дороже, чем ожидалось
    }</b>
    { $orders }
    Заказы продолжаются. На странице каждого видно, что ожидалось и сколько берут. Спросите поставщика о причине.
notice-admin-late-acceptance = 🚨 <b>Заказ #{ $order } принят после возврата денег</b>
    У поставщика это <code>{ $id }</code>. Деньги остаются у клиента, убыток магазина { $amount }. Попросите поставщика отменить заказ.
notice-admin-double-acceptance = 🚨 <b>Заказ #{ $order } принят лишний раз</b>
    Его отправили ещё раз, а поставщик принял и первый, под номером <code>{ $id }</code>. Клиент платит один раз, убыток магазина { $amount }. Попросите поставщика отменить <code>{ $id }</code>.
notice-admin-late-answer = 🕰️ <b>Заказ #{ $order }: ответ пришёл с опозданием</b>
    { $answer }
    Он ничего не изменил. Посмотрите на заказ, прежде чем решать.
notice-admin-late-answer-id = 🕰️ <b>Заказ #{ $order }: ответ пришёл с опозданием</b>
    { $answer }
    В нём был номер <code>{ $id }</code>. Он ничего не изменил: сверьте этот номер у поставщика.
notice-admin-late-answer-many = 🕰️ <b>{ $n ->
        [one] Ещё опоздавшие ответы о { $n-text } заказе
        [few] Ещё опоздавшие ответы о { $n-text } заказах
       *[many] Ещё опоздавшие ответы о { $n-text } заказах
    }</b>
    { $orders }
    Они ничего не изменили. Все ответы и номера есть на странице заказа: посмотрите их до решения.
notice-admin-stuck = 🐌 <b>Месяц без изменений</b>
    { $orders }
    Спросите поставщика об этих заказах.
notice-admin-provider = ⚠️ <b>Поставщик</b> <code>{ $provider }</code>
    { $fault }
notice-admin-stopped = ⛔ <b>Поставщику</b> <code>{ $provider }</code> <b>больше ничего не отправляется</b>
notice-admin-trial-failed = ⛔ <b>Пробный заказ не помог:</b> <code>{ $provider }</code> <b>остаётся остановленным</b>
notice-admin-provider-resumed = ▶️ <b>Поставщику</b> <code>{ $provider }</code> <b>можно отправить один пробный заказ.</b> Разрешил <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-filed = 🏷️ <b>Задано значение ответа поставщика</b> <code>{ $provider }</code>
    <code>{ $words }</code>
    { $meaning }. Задал <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-unfiled = 🏷️ <b>Отменено значение ответа поставщика</b> <code>{ $provider }</code>
    <code>{ $words }</code>
    Было: { $meaning }. Отменил <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-provider-back = ✅ <b>Поставщик</b> <code>{ $provider }</code> <b>снова работает</b>
synced-per-unit = цена теперь за штуку
notice-admin-product-asks = 📝 <b>Поставщик</b> <code>{ $provider }</code> <b>спрашивает что-то у покупателей товаров</b>
    { $n ->
        [one] { $n-text } новый вопрос ждёт вашего одобрения.
        [few] { $n-text } новых вопроса ждут вашего одобрения.
       *[many] { $n-text } новых вопросов ждут вашего одобрения.
    }
    До этого такие товары не продаются.
notice-admin-products-need-key = 🔒 <b>Товары поставщика</b> <code>{ $provider }</code> <b>не продаются</b>
    Товары и ответы покупателей хранятся только зашифрованными. Задайте <code>MASTER_KEY</code> и перезапустите магазин.
notice-admin-ask-approved = 📝 <b>Покупателей</b> <code>{ $provider }</code> <b>теперь можно спрашивать:</b>
    <code>{ $asks }</code>
    Одобрил <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-ask-withdrawn = 📝 <b>Покупателей</b> <code>{ $provider }</code> <b>больше не спрашивают:</b>
    <code>{ $asks }</code>
    Отменил <code>{ $admin }</code>, ID <code>{ $by }</code>.
admin-act-goods-shown = Товар заказа показан владельцу
admin-key-product-asks = 📝 Что спрашивают у покупателей
admin-asks = 📝 <b>Что поставщики спрашивают у покупателей товаров</b>
    ⏳ ждёт вас, и такие товары не продаются. ✅ одобрено. Нажмите, чтобы изменить.
admin-asks-none = 📝 Поставщики ничего не спрашивают у покупателей товаров.
admin-card-ask-approve = 📝 <b>Разрешить спрашивать это у покупателей?</b> Ответ получит <code>{ $provider }</code>.
    <code>{ $asks }</code>
    { $n ->
        [one] Спрашивает { $n-text } товар.
        [few] Спрашивают { $n-text } товара.
       *[many] Спрашивают { $n-text } товаров.
    }
admin-card-ask-withdraw = 📝 <b>Отменить одобрение?</b> Товары <code>{ $provider }</code> с этим вопросом снимаются с продажи.
    <code>{ $asks }</code>
    { $n ->
        [one] Спрашивает { $n-text } товар.
        [few] Спрашивают { $n-text } товара.
       *[many] Спрашивают { $n-text } товаров.
    }
admin-done-ask-approve = 📝 Одобрено. Товары <code>{ $provider }</code> с этим вопросом в продаже.
admin-done-ask-withdraw = 📝 Отменено. Товары <code>{ $provider }</code> с этим вопросом сняты с продажи.
admin-usage-goods = <b>Чтобы увидеть, что доставлено по заказу клиента:</b> <code>/goods ЗАКАЗ</code>
    Например: <code>/goods 1001</code>
    Это записывается, и все владельцы получат сообщение.
admin-card-show-goods = 🎁 <b>Показать вам товар этого заказа?</b> Это записывается, и все владельцы получат сообщение.
admin-card-product =
    🎁 <code>{ $service }</code> × { $quantity }
admin-done-show-goods = 🎁 Товар заказа #{ $order } придёт отдельным сообщением.
admin-reason-completed-without-goods = Сообщено о выполнении, но товара в ответе нет.
command-goods = Показать товар заказа
notice-admin-returns-stopped = 🚨 <b>Поставщик</b> <code>{ $provider }</code> <b>возвращает слишком много сразу</b>
    Ближайший час его возвраты ждут вас в /review. Прежде чем подтверждать, спросите поставщика, не сломалось ли что-то.
notice-admin-catalog-unreadable = ⚠️ <b>Список услуг поставщика</b> <code>{ $provider }</code> <b>не удалось прочитать</b>
    Каталог остался прежним.
notice-admin-rows-unread = ⚠️ <b>В списке</b> <code>{ $provider }</code> <b>есть нечитаемые строки: { $n-text }</b>
    Такие услуги не продаются, пока их нельзя прочитать. Если номер указан дважды, новое по нему не принимается.
notice-admin-catalog-empty = ⚠️ <code>{ $provider }</code> <b>прислал пустой список услуг</b>
    Известно услуг: { $known }. Каталог остался прежним.
notice-admin-catalog-shrunk = ⚠️ <code>{ $provider }</code> <b>прислал гораздо меньше услуг, чем раньше</b>
    { $listed } из { $known } известных. Каталог остался прежним.
notice-admin-update-given-up = 🚨 <b>Сообщение не удалось обработать</b>
    Ошибка <code>{ $error }</code>, человек <code>{ $person }</code>. Этот номер ему сообщён, он есть и в журнале.
notice-admin-updates-given-up = 🚨 <b>{ $n ->
        [one] Не удалось обработать ещё { $n-text } сообщение
        [few] Не удалось обработать ещё { $n-text } сообщения
       *[many] Не удалось обработать ещё { $n-text } сообщений
    }</b>
    Ошибки <code>{ $errors }</code>. Эти номера людям сообщены; они есть и в журнале.
notice-admin-undeliverable = ⚠️ <b>Сообщение не удалось доставить</b>
    Строку <code>{ $row }</code> в чат <code>{ $chat }</code> Telegram не принял, она отложена.
    Причина: { $reason }
notice-admin-strange-update = 🚨 <b>Обновление пришло дважды с разным содержанием</b>
    Обновление <code>{ $update }</code>; считается первое. Если настроен вебхук, его секрет мог стать кому-то известен.
notice-admin-chat-lost = ⚠️ <b>Чат администраторов не принимает сообщения</b>
    Пока это так, оповещения приходят вам. Верните бота в этот чат или укажите другой ADMIN_CHAT_ID.
notice-admin-intake = 🚨 <b>Сообщения не доходят до этого бота</b>
    { $fault }
notice-admin-clock-forward = ⏰ <b>Часы сервера переведены вперёд: { $by }</b>
    Из-за этого ни один заказ не возвращается и ничего не истекает. Магазин сверяет время с сервером только при запуске: когда часы верны, перезапустите его.
notice-admin-clock-back = ⏰ <b>Часы сервера переведены назад: { $by }</b>
    Из-за этого ни один заказ не возвращается и ничего не истекает. Магазин сверяет время с сервером только при запуске: когда часы верны, перезапустите его.
notice-admin-clock-found-back = ⏰ <b>Пока магазин был выключен, часы сервера перевели назад, примерно: { $by }</b>
    Показанные раньше цены и открытые кнопки владельцев больше не действуют. Заказы не затронуты.
notice-admin-audit = 🚨 <b>Счета не сходятся: { $n ->
        [one] не прошла { $n-text } проверка
        [few] не прошли { $n-text } проверки
       *[many] не прошло { $n-text } проверок
    }</b>
    Запустите <code>storefront audit</code> и разберитесь, прежде чем двигать деньги.
notice-admin-act = 🧾 <b>{ $act }</b>
notice-admin-act-amount = 💵 { $amount }
notice-admin-act-order = 📦 Заказ #{ $order }
notice-admin-act-people =
    👤 <code>{ $name }</code> · ID <code>{ $person }</code>
    👮 Администратор <code>{ $admin }</code> · ID <code>{ $by }</code>
notice-admin-act-reason = 💬 <code>{ $reason }</code>

notice-admin-markup = 📈 <b>Наценка: { $before }% → { $after }%</b>
    Установил администратор <code>{ $admin }</code> · ID <code>{ $by }</code>
notice-admin-markup-reset = 📈 <b>Наценка: { $before }% → { $after }%</b>
    Вернул к настройкам администратор <code>{ $admin }</code> · ID <code>{ $by }</code>
notice-admin-owner-removed = 🔑 <code>{ $name }</code> (ID <code>{ $id }</code>) больше не владелец магазина. Удалил <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-owners-claimed = 🔑 <b>В настройках указаны не все владельцы.</b> По ссылке владельцами стали:

notice-synced = 🔄 <b>Услуги поставщика</b> <code>{ $provider }</code>
notice-synced-same = ✅ Ничего не изменилось.
notice-synced-unchanged = Без изменений: { $n-text }
notice-synced-added = 🆕 <b>Новые: { $n-text }</b>
notice-synced-restored = ↩️ <b>Снова в списке: { $n-text }</b>
notice-synced-hidden = 🗑️ <b>Исчезли: { $n-text }</b>
notice-synced-raised = 📈 <b>Подорожали: { $n-text }</b>
notice-synced-lowered = 📉 <b>Подешевели: { $n-text }</b>
notice-synced-changed = ✏️ <b>Изменились: { $n-text }</b>
notice-synced-unread = 🚫 <b>В списке, но не читаются: { $n-text }</b>
notice-synced-unread-line = • <code>{ $id }</code> · { $field }: { $flaw }
notice-synced-unread-row = • строка { $place } · { $field }: { $flaw }
notice-synced-line = • <code>{ $name }</code> · { $what }
notice-synced-move = • <code>{ $name }</code> · { $before } → <b>{ $after }</b>
notice-synced-more = … и ещё { $n-text }
notice-synced-unreachable = ⚠️ <b>Не удалось получить услуги поставщика</b> <code>{ $provider }</code>
    { $why }
    Каталог остался прежним.
notice-synced-off = ⚠️ <b>Поставщика</b> <code>{ $provider }</code> <b>больше нет в настройках</b>
    Его услуги не продаются.
synced-name = теперь «{ $name }»
synced-limits = количество { $before } → { $after }
synced-kind = тип { $before } → { $after }
synced-category = категория «{ $name }»
synced-per-thousand = цена теперь за 1000
synced-flat = цена теперь за весь заказ
synced-details = описание или условия
unread-field-row = вся строка
unread-field-id = номер
unread-field-name = название
unread-field-kind = тип
unread-field-rate = цена
unread-field-min = минимум
unread-field-max = максимум
unread-field-other = что-то
unread-flaw-missing = не указано
unread-flaw-unreadable = не читается
unread-flaw-ambiguous = можно прочитать двояко
unread-flaw-other-currency = в другой валюте
unread-flaw-too-small = слишком мало
unread-flaw-repeated = указано дважды
unread-flaw-listed-twice = в списке дважды и по-разному
unread-flaw-other = неясно

admin-fault-no-connection = С ним нет соединения. Повторите /sync чуть позже.
admin-fault-reset = Он оборвал соединение. Повторите /sync чуть позже.
admin-fault-timeout = Он не ответил вовремя. Повторите /sync чуть позже.
admin-fault-http = Он ответил ошибкой HTTP. Повторите /sync чуть позже.
admin-fault-throttled = Сейчас его нельзя спрашивать чаще. Повторите /sync через минуту.
admin-fault-auth = Он не принимает ключ или заблокировал аккаунт. Проверьте ключ в настройках.
admin-fault-web-page = Он ответил веб-страницей, а не JSON. Проверьте URL в настройках.
admin-fault-rate = Он просит обращаться реже. Повторите /sync через минуту.
admin-fault-other = Он отказался отвечать. Подробности в журнале.

admin-act-credit = Деньги зачислены
admin-act-debit = Деньги списаны
admin-act-ban = Клиент заблокирован
admin-act-unban = Клиент разблокирован
admin-act-refund = Деньги за заказ возвращены
admin-act-review-placed = Решено: заказ оформлен
admin-act-review-send-again = Решено: отправить ещё раз
admin-act-review-not-placed = Решено: не оформлен, всё возвращено
admin-act-review-return = Решено: возврат верный
admin-act-review-delivered = Решено: выполнен, ничего не возвращается
admin-act-other = Движение денег

admin-provider-fault-no-connection = С ним нет связи. Заказы ждут и уйдут, как только он ответит.
admin-provider-fault-out-of-funds = На вашем счёте у него мало денег. Пополните его, и ожидающие заказы уйдут сами.
admin-provider-fault-rate-limited = Он просит обращаться реже. Заказы немного подождут.
admin-provider-fault-throttled = Исчерпан собственный лимит запросов магазина в минуту, поставщик ни в чём не отказал. Заказы немного подождут.
admin-provider-fault-duplicate-link = Он ещё выполняет другой заказ на ту же ссылку. Новый ждёт.
admin-provider-fault-auth = Он не принимает ключ или заблокировал аккаунт. Проверьте ключ в настройках.
admin-provider-fault-web-page = Он отвечает веб-страницей, а не JSON. Верен ли URL, не требует ли он проверки, которую проходит только браузер?
admin-provider-fault-catalog-unreachable = Его список услуг не удалось получить. Каталог остался прежним.
admin-provider-fault-status-unreachable = Он не отвечает на вопросы о заказах. Выполнение идёт дальше; об изменениях сообщим, как только он ответит.
admin-provider-fault-other = Там что-то не так. Подробности в журнале.
admin-stop-off = Его больше нет в настройках.
admin-stop-no-rate = В настройках нет курса его валюты (PROVIDER_…_RATE).
admin-stop-no-fetched-rate = Нет достаточно свежего курса его валюты (RATES_URL): его не сообщили, или последнему больше пяти дней. Как только придёт новый, продажи возобновятся сами; поможет и PROVIDER_…_RATE с перезапуском.
admin-stop-currency = Он работает не в той валюте, что указана в настройках. Его услуги не продаются, пока они не совпадут.
admin-stop-key = Он не принимает ключ или заблокировал аккаунт. Проверьте ключ в настройках.
admin-stop-address = По его адресу заказы никто не принимает. Проверьте URL в настройках.
admin-stop-unclear = У трёх заказов подряд исход неизвестен. Один заказ отправится на пробу, когда прочитается его баланс или когда вы это разрешите.
admin-stop-other = Он остановлен.
admin-said-account = В аккаунте указано: <code>{ $words }</code>
admin-said = Его ответ: <code>{ $words }</code>
admin-said-page = Он отвечает веб-страницей, а не JSON: верен ли URL? <code>{ $words }</code>
admin-said-web-page = Он ответил веб-страницей: <code>{ $words }</code>
admin-stop-waits = Его заказы ждут; сама остановка ничего не возвращает. Подробнее: /providers.
admin-intake-conflict = Обновления этого бота читает другая программа. Остановите её или заведите магазину отдельного бота.
admin-intake-foreign-webhook = У бота установлен чужой вебхук. Удалите его, а если вы его не ставили, смените токен.
admin-intake-webhook-not-set = Telegram не принимает адрес вебхука этого магазина, и сообщения не приходят. Проверьте TELEGRAM_WEBHOOK_URL; попытки продолжаются сами.
admin-intake-other = Токеном этого бота пользуется другая программа. Если она не ваша, смените токен.

admin-reason-placed = оформлен клиентом
admin-reason-accepted = принят поставщиком
admin-reason-sent-again = отправлен ещё раз администратором
admin-reason-timeout = Поставщик не ответил вовремя: неизвестно, оформлен ли заказ.
admin-reason-reset = Связь оборвалась до ответа: неизвестно, оформлен ли заказ.
admin-reason-http-5xx = Поставщик ответил ошибкой сервера: неизвестно, оформлен ли заказ.
admin-reason-unreadable = Ответ поставщика не читается: неизвестно, оформлен ли заказ.
admin-reason-no-order-id = Поставщик ответил без номера: неизвестно, оформлен ли заказ.
admin-reason-unlisted-error = Поставщик ответил неизвестной ошибкой: заказ мог быть оформлен.
admin-reason-error-with-order = Поставщик прислал и номер, и ошибку: заказ мог быть оформлен.
admin-reason-id-taken = Поставщик прислал номер другого заказа.
admin-reason-interrupted = Магазин остановился во время отправки: неизвестно, оформлен ли заказ.
admin-reason-returns-stopped = Поставщик вернул слишком много заказов за час; этот возврат ждёт вас.
admin-reason-provider-failed = Поставщик сообщает о сбое.
admin-reason-unknown-status = Поставщик сообщает неизвестное состояние.
admin-reason-silent-unknown = Уже полдня поставщик отвечает, что не знает этого заказа.
admin-reason-silent-absent = Уже полдня в ответах поставщика этого заказа нет.
admin-reason-silent-unreadable = Уже полдня ответы поставщика об этом заказе не читаются.
admin-reason-partial-without-remains = Поставщик сообщает о частичном выполнении и не говорит, сколько не хватает.
admin-reason-partial-package = Поставщик сообщает о части того, что продаётся целиком.
admin-reason-canceled-with-charge = Сообщено об отмене, но всё выполнено, и поставщик оставил деньги себе.
admin-reason-canceled-without-charge = Сообщено об отмене, но всё выполнено, а сколько списано, не сказано.
admin-reason-canceled-without-count = Сообщено об отмене, но остаток указан не числом.
admin-reason-partial-contradicts = Сообщено о частичном выполнении, но не хватает либо ничего, либо всего.
admin-reason-canceled-package = Пакет отменён с остатком в несколько штук: часть могла быть доставлена.
admin-reason-completed-contradicts = Сообщено о выполнении, но остаток равен всему заказу.
admin-reason-settles-by-children = Поставщик разбил его на несколько заказов.
admin-reason-children-contradict = Заказы, на которые поставщик его разбил, названы неверно: один повторяется, принадлежит другому заказу, или их слишком много.
admin-reason-no-connection = С поставщиком нет связи.
admin-reason-out-of-funds = На счёте у поставщика мало денег.
admin-reason-rate-limited = Поставщик просит обращаться реже.
admin-reason-throttled = Исчерпан собственный лимит запросов магазина, ничего не отправлено.
admin-reason-duplicate-link = Поставщик ещё занят этой ссылкой.
admin-reason-auth = Поставщик не принимает ключ.
admin-reason-address = По его адресу никто не принимает заказы.
admin-reason-service-gone = Поставщик больше не продаёт эту услугу.
admin-reason-bad-link = Поставщик не принял ссылку.
admin-reason-quantity-too-low = Меньше минимума поставщика.
admin-reason-quantity-too-high = Больше максимума поставщика.
admin-reason-bad-quantity = Поставщик не принял количество.
admin-reason-type-field = Поставщику нужно поле, которое магазин пока не отправляет.
admin-reason-too-long = Список слишком длинный для поставщика, которого спрашивают через GET.
admin-reason-bad-request = Поставщик не принял сам запрос.
admin-reason-price-rose = Закупка стоила бы больше, чем заплачено.
admin-reason-not-placed = Заказ не был оформлен.
admin-reason-waited-too-long = Его не удавалось отправить сутки.
admin-reason-typed = введён администратором
admin-reason-seen = пришёл с неясным ответом
admin-reason-refill-unclear = Неизвестно, что стало с запрошенным восстановлением.
admin-reason-source-closed = Там купить было нельзя, а в другом месте можно.
admin-reason-by-customer = отменён клиентом
admin-reason-by-admin = отменён администратором
admin-reason-other = другая причина

## Администраторам: кнопки

admin-key-confirm = ✅ Подтвердить
admin-key-drop = ❌ Отклонить
admin-key-give = ✅ Зачислить { $amount }
admin-key-decline = ❌ Отклонить
admin-key-no-reason = Без причины
admin-key-own-words = ✍️ Своими словами
admin-key-not-found = Платёж не найден
admin-key-pay-first = Сначала оплата
admin-key-not-now = Сейчас нельзя
admin-key-edit = ✏️ Изменить
admin-key-hidden = 🙈 Скрыто ({ $n-text })
admin-key-rename = ✏️ Название
admin-key-describe = 📝 Описание
admin-key-pin = 📌 Закрепить
admin-key-unpin = 📌 Открепить
admin-key-hide = 🙈 Скрыть
admin-key-sources = 🔀 Где закупается
admin-key-source-add = ➕ Добавить источник
admin-key-source-remove = ➖ { $provider } #{ $id }
admin-key-show = 👁️ Показать
admin-key-listed-text = ↩️ Текст поставщика
admin-key-owners = 🔑 Владельцы
admin-key-providers = 🏭 Поставщики
admin-key-resume = ▶️ Возобновить { $provider }
admin-key-file = 🏷️ Задать значение ответа
admin-key-filed = 🏷️ Известные ответы { $provider }
admin-key-unfile = ❌ { $words }
admin-key-remove-owner = ❌ Удалить: { $name }
admin-key-attach = ✅ Да, это он
admin-key-reviews = 🔎 На проверке
admin-key-person = 👤 Клиент
admin-key-people = ⬅️ Назад к списку
admin-key-statement = 🧾 Выписка
admin-key-orders = 📦 Заказы
admin-key-copy-id = 📋 ID клиента
admin-key-copy-credit = 📋 /credit
admin-key-order = 📦 Заказ #{ $order }
admin-key-placed = ✅ Оформлен, номер есть
admin-key-again = 🔁 Не оформлен: послать снова
admin-key-ask-refill = ♻️ Попросить восстановить
admin-key-ask-cancel = ↩️ Попросить отменить
admin-key-ask-stuck = ↩️ Попросить отменить все
admin-key-not-placed = ↩️ Не оформлен: вернуть деньги
admin-key-return = ↩️ Верно: вернуть деньги
admin-key-delivered = ✅ Выполнен: не возвращать

## Администраторам: обращения

staff-opened = новый вопрос
staff-again-open = открыто
staff-again-closed = закрыто
staff-how = ↩️ Ответьте на это сообщение, и клиент получит ваш текст.
staff-wrote = пишет <code>{ $name }</code>:
staff-wrote-reopened = пишет <code>{ $name }</code>, обращение снова открыто:
staff-answered = отвечает <code>{ $name }</code>:
staff-answered-reopened = отвечает <code>{ $name }</code>, обращение снова открыто:
staff-sent = ✅ отправлено клиенту
staff-sent-reopened = ✅ отправлено клиенту; обращение было закрыто и снова открыто
staff-sent-blocked = ⚠️ сохранено для клиента: он заблокировал бота и прочтёт ответ, когда вернётся
staff-unreachable = ⚠️ клиент заблокировал бота: ваш ответ сохранён и дойдёт, когда он вернётся
staff-solved = ✅ <code>{ $name }</code>: вопрос решён
staff-closed = ❌ закрыто, администратор <code>{ $name }</code>
staff-order = { $emoji } <b>#{ $order }</b> · { $state }
    🛒 <code>{ $service }</code> × { $quantity } · { $price }
    🏭 <code>{ $provider }</code> · <code>{ $id }</code>
staff-line-question = ❔ { $time }
staff-line-answer = 💬 { $time } · администратор <code>{ $admin }</code>
staff-masked = 🙈 В группе ссылки и номера скрыты. Весь текст: /support в чате со мной.
staff-key-close = ❌ Закрыть { $ticket }
staff-key-tickets = 🎫 Все открытые обращения
staff-list = 🎫 <b>{ $n ->
        [one] { $n-text } открытое обращение
        [few] { $n-text } открытых обращения
       *[many] { $n-text } открытых обращений
    }</b>
    Ждут ответа: { $waiting }. Откройте нужное и ответьте на него.
staff-none = 🎫 <b>Открытых обращений нет</b>
    Новые вопросы придут сюда сами.
staff-age-minutes = { $n-text } мин
staff-age-hours = { $n-text } ч
staff-age-days = { $n-text } дн
staff-toast-closed = Обращение { $ticket } закрыто
staff-you-closed = Обращение { $ticket } закрыто, клиенту сообщили. Ответ на любое его сообщение откроет его снова.
notice-admin-tickets-waiting = 🎫 <b>{ $n ->
        [one] { $n-text } клиент ждёт
        [few] { $n-text } клиента ждут
       *[many] { $n-text } клиентов ждут
    } ответа больше суток</b>
    { $tickets }
    Откройте их через /support в чате со мной.

## Администраторам: команды

help-admin = <b>Для вас как владельца</b>
    /review — заказы, ждущие решения
    /support — открытые обращения; отвечайте через «Ответить»
    /order 1001 — всё о заказе
    /order 1001 1002 — восстановление и отмена нескольких
    /credit ID СУММА ПРИЧИНА — зачислить деньги
    /debit ID СУММА ПРИЧИНА — списать деньги
    /refund ЗАКАЗ [СУММА] ПРИЧИНА — вернуть деньги за заказ
    /user ТЕКСТ — найти клиента по ID, @username или части имени
    /ban ID [ПРИЧИНА] — не принимать от клиента новых заказов
    /unban ID [ПРИЧИНА] — снова принимать его заказы
    /goods ЗАКАЗ — что доставлено по заказу товара
    /providers — какие поставщики получают заказы и почему нет
    /sync — проверить услуги поставщиков сейчас
    /markup — наценка на цены поставщиков
    /coupon — промокоды: создать, посмотреть, остановить
    /referral — вознаграждение за приглашения
    /texts — правила, конфиденциальность, помощь с оплатой, вопросы и ответы
    /owners — кто владеет магазином
    Ничего не происходит, пока вы не нажмёте «Подтвердить».
    ✏️ Изменить — под услугой или категорией: название, описание и место меняются сразу.
command-review = Заказы, ждущие решения
command-credit = Зачислить деньги клиенту
command-debit = Списать деньги у клиента
command-refund = Вернуть деньги за заказ
command-ban = Не принимать заказов от клиента
command-unban = Снова принимать заказы клиента
command-user = Найти клиента
command-sync = Проверить услуги поставщиков
command-markup = Посмотреть или изменить наценку
command-owners = Кто владеет магазином
command-providers = Какие поставщики получают заказы
admin-usage-credit = <b>Чтобы зачислить деньги:</b> <code>/credit ID СУММА ПРИЧИНА</code>
    Например: <code>/credit 123456789 12.50 получен перевод</code>
    Числовой ID клиент видит в /balance; по имени его найдёт /user.
admin-usage-debit = <b>Чтобы списать деньги:</b> <code>/debit ID СУММА ПРИЧИНА</code>
    Например: <code>/debit 123456789 12.50 перевод отозван</code>
    Числовой ID клиент видит в /balance; по имени его найдёт /user.
admin-usage-refund = <b>Чтобы вернуть деньги за заказ:</b> <code>/refund ЗАКАЗ [СУММА] ПРИЧИНА</code>
    Весь остаток: <code>/refund 1001 так и не начался</code>
    Часть: <code>/refund 1001 2.50 начался поздно</code>
    Если заказ уже выполняется, добавьте в причину слово <code>anyway</code>.
admin-usage-ban = <b>Чтобы не принимать от клиента новых заказов:</b> <code>/ban ID [ПРИЧИНА]</code>
    Например: <code>/ban 123456789 оспаривает каждый платёж</code>
    Числовой ID клиент видит в /balance; по имени его найдёт /user.
admin-usage-unban = <b>Чтобы снова принимать заказы клиента:</b> <code>/unban ID [ПРИЧИНА]</code>
    Например: <code>/unban 123456789</code>
    Числовой ID клиент видит в /balance; по имени его найдёт /user.
admin-usage-user = <b>Чтобы найти клиента:</b> <code>/user ТЕКСТ</code>
    По числовому ID: <code>/user 123456789</code>
    По @username: <code>/user @anna</code>
    По части имени: <code>/user анна</code>
admin-usage-markup = <b>Чтобы изменить её:</b> <code>/markup 25</code>
    От 0 до 500, дробную часть пишите через точку: <code>/markup 17.5</code>
    Цены, уже показанные клиентам, остаются прежними.
admin-wrong-incomplete = ⚠️ Чего-то не хватает.
admin-wrong-user = ⚠️ Нужен числовой ID клиента, например 123456789. Имена вроде @ann переходят из рук в руки, поэтому не принимаются.
admin-wrong-order = ⚠️ Нужен номер заказа, например 1001 или #1001.
admin-wrong-amount = ⚠️ Сумма не распознана. Пишите её цифрами и с точкой, например 12.50. Причина не может начинаться с числа.
admin-wrong-amount-precise = ⚠️ У суммы не больше шести знаков после точки, например 0.000125.
admin-wrong-amount-zero = ⚠️ Сумма должна быть больше нуля, например 12.50.
admin-wrong-amount-large = ⚠️ Сумма слишком велика. Укажите, например, 12.50.
admin-wrong-no-reason = ⚠️ Не указана причина. Её прочтёт клиент, пишите для него.
admin-wrong-long-reason = ⚠️ Причина слишком длинная: не больше 200 символов.
admin-wrong-long-search = ⚠️ Слишком длинный текст для поиска: не больше 64 символов.
admin-wrong-markup = ⚠️ Наценка — это число от 0 до 500, например 25 или 17.5.
admin-wrong-id = ⚠️ Это не номер заказа у поставщика. Пришлите только его, без пробелов, например 23501.
admin-refused = ⚠️ { $reason }

## Администраторам: карточки для подтверждения

admin-card-credit = 💰 <b>Зачислить { $amount }?</b>
admin-card-debit = 💸 <b>Списать { $amount }?</b>
admin-card-refund = ↩️ <b>Вернуть { $amount } за заказ #{ $order }?</b>
admin-card-placed = ✅ <b>Заказ #{ $order } оформлен под номером</b> <code>{ $id }</code>?
    Он продолжится как принятый поставщиком.
admin-card-send-again = 🔁 <b>Отправить заказ #{ $order } ещё раз?</b>
    Только если у поставщика его нет: иначе он будет куплен дважды.
admin-card-not-placed = ↩️ <b>Заказ #{ $order } не оформлен: вернуть { $amount }?</b>
    Только если у поставщика его нет: иначе за него заплатит магазин.
admin-card-return = ↩️ <b>Возврат по заказу #{ $order } верный: вернуть { $amount }?</b>
admin-card-delivered = ✅ <b>Заказ #{ $order } выполнен: больше ничего не возвращать?</b>
admin-card-order = { $emoji } #{ $order } · { $state }
admin-card-goods =
    🛒 <code>{ $service }</code> × { $quantity }
    🔗 <code>{ $link }</code>
admin-card-person = 👤 <code>{ $name }</code> · ID <code>{ $id }</code>
admin-card-balance = 👛 Баланс: { $before } → <b>{ $after }</b>
admin-card-bonus = 🎁 Бонус: { $before } → <b>{ $after }</b>
admin-card-owed = ⚠️ Долг: { $before } → <b>{ $after }</b>
admin-card-returned = ↩️ Возвращено из { $price }: { $before } → <b>{ $after }</b>
admin-card-refund-queued = ❌ Заказ ещё ждёт отправки и будет отменён.
admin-card-refund-active = ⚠️ Заказ продолжится: поставщик его выполняет.
admin-card-reason = 💬 <code>{ $reason }</code>
admin-card-markup = 📈 <b>Изменить наценку?</b>
admin-card-markup-move = { $before }% → <b>{ $after }%</b>
admin-card-markup-chat = Действует вместо настроек, пока её не сбросят.
admin-card-markup-reset = Снова действует значение из настроек.
admin-card-markup-samples = ⚠️ Это большое изменение. Цены за 1000, было и станет:
admin-card-remove-owner = 🔑 <b>Удалить этого владельца?</b> Его открытые кнопки сразу перестанут работать.
admin-card-ban = 🚫 <b>Заблокировать этого клиента?</b> Он не сможет делать новые заказы.
admin-card-ban-keeps =
    👛 Деньги на балансе остаются у клиента: { $available }
    📦 Открытые заказы продолжаются: { $orders }
    В поддержку он по-прежнему может писать.
admin-card-unban = ✅ <b>Разрешить этому клиенту снова заказывать?</b>
admin-card-once = Кнопка действует один раз, только для вас, пять минут.
admin-top-up = 🔔 <b>Клиент просит пополнить на { $amount }</b>
    🛒 <code>{ $service }</code>
admin-top-up-reason = пополнение для заказа
admin-top-up-given = ✅ Зачислил <code>{ $admin }</code> · ID <code>{ $by }</code>
admin-top-up-declined = ❌ Отклонил <code>{ $admin }</code> · ID <code>{ $by }</code>
admin-top-up-superseded = 🔄 Клиент отправил новый запрос: смотрите более новое сообщение.
admin-top-up-changed = ⚠️ С момента запроса баланс изменился: { $before } → { $after }. Всё равно зачислить?
admin-top-up-left = Ничего не зачислено. Запрос по-прежнему открыт.
admin-top-up-placed = ⚠️ Заказ тем временем оформлен: #{ $order }.
admin-decline-ask = ❌ <b>Отклонить { $amount }?</b> Клиент прочтёт причину на своём языке.
admin-decline-words = ✍️ <b>Почему запрос на { $amount } отклонён?</b> Пришлите причину текстом, не больше 200 символов. Её прочтёт клиент.
admin-declined = ❌ Отклонено: { $amount }. Клиент получил сообщение.
admin-act-expired = Та кнопка устарела. Вот новая: проверьте всё ещё раз.
admin-act-used = Это уже подтверждено или отклонено. Больше ничего не сделано.
admin-act-dropped = ❌ Отклонено. Ничего не сделано.
admin-done-credit = ✅ { $amount } зачислено: { $name } ({ $id }). Баланс теперь: { $available }.
admin-done-debit = ✅ { $amount } списано: { $name } ({ $id }). Баланс теперь: { $available }.
admin-done-refund = ✅ { $amount } за заказ #{ $order } возвращено.
admin-done-markup = ✅ Теперь наценка { $percent }%.
admin-done-resume = ▶️ Поставщику { $provider } можно отправить один пробный заказ.
admin-done-ask = { $n ->
        [one] ✅ Запрос отправляется: { $n-text } заказ.
        [few] ✅ Запросы отправляются: { $n-text } заказа.
       *[many] ✅ Запросы отправляются: { $n-text } заказов.
    }
admin-done-file = 🏷️ Задано: { $meaning }
admin-done-unfile = 🏷️ Значение отменено. Заказы с этим ответом снова пойдут на проверку.
admin-done-ban = 🚫 { $id } больше не может делать новые заказы.
admin-done-unban = ✅ { $id } снова может заказывать.
admin-done-remove-owner = ✅ { $id } больше не владелец.
admin-owners = 🔑 <b>Владельцы магазина</b>
admin-owner-configured = 👤 <code>{ $name }</code> · ID <code>{ $id }</code>: указан в настройках (ADMIN_IDS)
admin-owner-claimed = 👤 <code>{ $name }</code> · ID <code>{ $id }</code>: по ссылке, { $time }
admin-done-decide = ✅ Решение по заказу #{ $order } принято.

## Администраторам: люди, услуги, наценка

admin-people = 🔎 <b>По запросу</b> <code>{ $text }</code> <b>{ $n ->
        [one] найден { $n-text } человек
        [few] найдено { $n-text } человека
       *[many] найдено { $n-text } человек
    }</b>
admin-people-none = 🔎 <b>По запросу</b> <code>{ $text }</code> <b>никого нет</b>
    Попробуйте часть имени покороче, @username или числовой ID: /user. Известны только те, кто писал этому боту.
admin-person = 👤 <code>{ $name }</code>
    🆔 <code>{ $id }</code>
admin-person-username = 🔗 <code>@{ $username }</code>
admin-person-nameless = 🔗 Без @username
admin-person-language = 🌐 { $language }
admin-person-language-guessed = { $language }, ещё не выбран
admin-person-since = 🕒 С нами с { $time }
admin-person-banned = 🚫 Заблокирован: не может заказывать
admin-person-blocked = 🔕 Заблокировал бота
admin-person-reached = 🔔 Не блокировал бота
admin-person-wallet = 👛 Доступно: <b>{ $available }</b>
    🎁 Бонус: { $bonus }
    ⏳ Зарезервировано: { $held }
    ⚠️ Долг перед магазином: { $owed }
admin-person-no-orders = 📦 <b>Заказов пока нет</b>
admin-person-orders = 📦 <b>{ $n ->
        [one] { $n-text } заказ
        [few] { $n-text } заказа
       *[many] { $n-text } заказов
    }</b>
admin-person-tally = { $emoji } { $state }: { $n-text }
admin-person-turnover = 💼 Оборот за вычетом возвратов: <b>{ $amount }</b>
admin-person-reviews = 🔎 Ждут вашего решения: { $orders }
admin-person-money = Чтобы зачислить деньги: <code>/credit { $id } </code>СУММА ПРИЧИНА
admin-sync = 🔄 <b>Проверяем услуги поставщиков…</b>
    Что изменилось, придёт отдельным сообщением.
admin-sync-looking = ⏳ <code>{ $provider }</code>: проверяем
admin-sync-running = ⏳ <code>{ $provider }</code>: проверка уже идёт, её итог придёт вам
admin-sync-never = Проверок ещё не было.
admin-sync-last = Последняя проверка, { $time }: { $outcome }
admin-sync-none = ⚠️ В настройках нет ни одного поставщика, проверять нечего.
admin-sync-unknown = ⚠️ Нет поставщика <code>{ $name }</code>. Есть: <code>{ $providers }</code>. Все сразу: /sync
admin-providers = 🏭 <b>Поставщики</b>
admin-provider = 🏭 <code>{ $provider }</code> · <code>{ $host }</code>
admin-provider-works = ✅ Получает заказы.
admin-provider-stopped = ⛔ Остановлен с { $time }.
admin-provider-stopped-before = ⛔ Остановлен; с какого времени, неизвестно.
admin-provider-pauses = ⏸️ Следующая попытка: { $time }.
admin-provider-balance = Баланс: <code>{ $balance }</code>, прочитан { $time }
admin-provider-queued = { $n ->
    [one] Ждёт отправки { $n-text } заказ.
    [few] Ждут отправки { $n-text } заказа.
   *[other] Ждут отправки { $n-text } заказов.
    }
admin-trial-granted = ⏳ Следующий заказ уйдёт на пробу.
admin-trial-sent = ⏳ Пробный заказ уже отправлен.
admin-trial-failed = Исход последней пробы неизвестен. Пока вы не разрешите снова, ничего не отправляется.
admin-trial-other = Идёт проба.
# Поставщики, которых владельцы добавляют в чате, и решения о поставщиках
provider-none = 🏭 Поставщиков пока нет. Добавьте здесь или в настройках.
provider-key = ⚙️ { $provider }
provider-key-add = ➕ Добавить
provider-key-on = ▶️ Включить
provider-key-off = ⏸️ Выключить
provider-key-retype = ✍️ Адрес и ключ
provider-key-remove = ❌ Удалить
provider-key-compare = ⚖️ Сверить баланс
provider-compare-asked = Сверяем. Результат придёт сообщением.
provider-key-fetched = 📈 Получать каждый час
provider-key-again = 🔁 Ввести заново
provider-key-same = ✅ Это та же система
provider-key-warn = 🔔 { $below }
provider-key-warn-never = 🔕
provider-ask-name = 🏭 <b>Как назвать поставщика?</b>
    Строчные латинские буквы, цифры и _, не больше 16: <code>panel2</code>
provider-ask-address = 🔗 <b>Пришлите адрес API</b>, например <code>https://panel.example.com/api/v2</code>
    Сообщение сразу удалится; потом виден только хост.
provider-ask-key = 🔑 <b>Пришлите ключ API.</b>
    Сообщение сразу удалится. Ключ хранится зашифрованным и больше не показывается.
provider-ask-currency = 💱 <b>В какой валюте его цены?</b> Три буквы, например <code>USD</code>
provider-ask-rate = 💱 <b>Сколько одна её единица стоит в валюте магазина?</b> Например <code>1.08</code>
provider-trying = ⏳ <b>Спрашиваем баланс у</b> <code>{ $host }</code><b>…</b>
    Ответ появится здесь. Пока ничего не добавлено.
provider-card-add = 🏭 <b>Добавить поставщика</b> <code>{ $provider }</code><b>?</b>
    Хост: <code>{ $host }</code>
    Вид: SMM-панель
    Баланс: <code>{ $balance }</code>
    Его услуги загрузятся и будут продаваться с вашей наценкой.
provider-card-rate = Курс: 1 { $currency } = { $rate } { $shop }
provider-card-rate-fetched = Курс { $currency }: обновляется каждый час
provider-card-moved = ⚠️ <b>До сих пор он был на</b> <code>{ $from }</code><b>.</b> Открытых заказов там: { $orders }
    Подтверждайте, только если это та же система: об этих заказах будем спрашивать на новом хосте. Для другой системы выберите другое имя.
provider-unfit = ⚠️ <b>Поставщик</b> <code>{ $provider }</code> <b>не добавлен</b>
provider-unfit-no-connection = На <code>{ $host }</code> никто не отвечает, или у него нет публичного адреса. Проверьте адрес.
provider-unfit-no-answer = <code>{ $host }</code> не ответил вовремя. Попробуйте чуть позже.
provider-unfit-key = <code>{ $host }</code> не принимает ключ. Скопируйте его из панели заново.
provider-unfit-web-page = <code>{ $host }</code> отвечает веб-страницей. Это адрес API? Обычно он заканчивается на /api/v2.
provider-unfit-no-balance = <code>{ $host }</code> отвечает, но не сообщает баланс. Проверьте адрес и ключ.
provider-unfit-currency = Его счёт в <code>{ $account }</code>, а вы ввели { $currency }.
provider-unfit-sealed = Введённое больше нельзя прочитать.
provider-unfit-kept = Ни адрес, ни ключ не сохранены.
provider-done-added = ✅ { $provider } добавлен. Его услуги загружаются.
provider-recent = Отправлено последних заказов: { $all }, из них отклонено или неясно: { $failed }.
provider-rate-settings = 💱 1 { $currency } = { $rate } { $shop }, из настроек.
provider-rate-typed = 💱 1 { $currency } = { $rate } { $shop }, введён здесь.
provider-rate-fetched = 💱 1 { $currency } = { $rate } { $shop }, получен из источника; впервые увиден { $age } назад.
provider-warns = 🔔 Предупредим, если меньше { $below } { $currency }. Другой порог:
provider-warns-never = 🔕 О низком балансе не предупреждаем. Предупреждать, если меньше:
provider-card-off = ⏸️ <b>Выключить</b> <code>{ $provider }</code><b>?</b>
    Его услуги не продаются, новое не отправляется. Заказы в очереди ждут, за принятыми следим. Открытых заказов: { $orders }
provider-card-on = ▶️ <b>Включить</b> <code>{ $provider }</code><b>?</b>
    Его услуги снова продаются, заказы из очереди отправятся. Открытых заказов: { $orders }
provider-done-off = ⏸️ { $provider } выключен.
provider-done-on = ▶️ { $provider } включён.
provider-card-remove = ❌ <b>Удалить</b> <code>{ $provider }</code><b>?</b>
    Адрес и ключ будут удалены, услуги не продаются. Старые заказы останутся.
provider-done-removed = ❌ { $provider } удалён.
provider-moved = ⚠️ <b>Другой хост у</b> <code>{ $provider }</code>
    Его заказы на <code>{ $from }</code>, а в настройках теперь <code>{ $to }</code>.
    Туда ничего не отправляем и ни о чём не спрашиваем, пока вы не скажете, что это та же система. Иначе верните старый адрес, а новому дайте другое имя.
provider-moved-to = Теперь в настройках: <code>{ $words }</code>
provider-card-same = ⚠️ <b>Это одна система:</b> <code>{ $from }</code> <b>и</b> <code>{ $to }</code><b>?</b>
    Поставщик <code>{ $provider }</code>. Открытых заказов: { $orders }
    О них будем спрашивать на новом хосте. Чужая система не знает их и ответила бы, что они не выполнены.
provider-done-same = ✅ { $provider }: теперь спрашиваем на { $to }.
provider-low = 🪫 <b>Мало денег у</b> <code>{ $provider }</code><b>:</b> <code>{ $balance }</code>
    Вы хотели знать, когда станет меньше { $below }. Пополните баланс: без денег заказы ждут.
provider-act-provider-added = 🏭 <b>Добавлен поставщик</b> <code>{ $provider }</code><b>:</b> <code>{ $detail }</code>
provider-act-provider-readdressed = 🏭 <b>У поставщика</b> <code>{ $provider }</code> <b>новый адрес или ключ:</b> <code>{ $detail }</code>
provider-act-provider-moved = 🏭 <b>Поставщик</b> <code>{ $provider }</code> <b>— та же система на другом хосте:</b> <code>{ $detail }</code>
provider-act-provider-switched-off = ⏸️ <b>Выключен поставщик</b> <code>{ $provider }</code>
provider-act-provider-switched-on = ▶️ <b>Включён поставщик</b> <code>{ $provider }</code>
provider-act-provider-removed = ❌ <b>Удалён поставщик</b> <code>{ $provider }</code>
provider-act-provider-warned = 🔔 <b>Низкий баланс у</b> <code>{ $provider }</code><b>:</b> предупреждаем, если меньше { $detail }
provider-act-provider-trial-agreed = 📱 <b>Пополнения</b> <code>{ $provider }</code> <b>продаются:</b> проба сошлась, <code>{ $detail }</code>
provider-needs-trial = 🧪 Он ничего не продаёт, пока проба не покажет, что списано столько, сколько было названо.
provider-key-trial = 🧪 Сделать пробу
recharge-trial-begun = Проба: пополните свой номер. Она оплачивается с вашего баланса.
recharge-trial-over = 🧪 <b>Проба</b> <code>{ $provider }</code> <b>завершена</b> · заказ #{ $order }
recharge-trial-preview = 🧾 Цена до заказа: <b>{ $sum }</b>
recharge-trial-taken = 🏦 С баланса ушло: <b>{ $taken }</b> ({ $before } → { $after })
recharge-trial-debit = 📄 По данным операции: <b>{ $sum }</b>
recharge-trial-arrived = 📱 Пришло: { $sum }
recharge-trial-unknown = не сообщается
recharge-trial-agrees = ✅ Суммы сходятся. Пополнения можно продавать.
recharge-trial-differs = ❌ Суммы не сходятся, пополнения остаются выключенными. Проверьте commission в PROVIDER_…_OPTIONS и что счётом больше ничто не пользуется; затем сделайте новую пробу.
recharge-trial-failed = ❌ <b>Проба</b> <code>{ $provider }</code> <b>не удалась</b> · заказ #{ $order }. Пополнения остаются выключенными.
recharge-key-agree = ✅ Сходится: продавать
recharge-key-leave-off = ⏸️ Не включать
recharge-trial-card = 📱 <b>Продавать пополнения?</b> Суммы пробы:
recharge-trial-done = ✅ Пополнения { $provider } теперь продаются.
refuse-trial-missing = Пополнения выключены, пока проба не покажет, что названная цена и списание совпадают. Нажмите «Сделать пробу» на карточке поставщика.
refuse-trial-differs = Эта проба не включит пополнения: суммы расходятся или есть более новая. Смотрите /providers.
admin-provider-fault-preview-unreadable = Цену пополнения не удалось прочитать, или она в другой валюте. По такой цене ничего не продаём. Сверьте настройки с его документацией.
synced-previewed = цену теперь узнаём перед каждым заказом
admin-card-recharge = 📱 <code>{ $service }</code>: { $quantity }
provider-act-by = 👮 { $admin } · ID { $by }
admin-stop-moved = Его хост теперь другой. Ничего не отправляем и не спрашиваем, пока владелец не скажет, что это та же система.
admin-stop-sealed = Его адрес и ключ не открываются. Верните правильный MASTER_KEY и перезапустите или введите их заново в /providers.
admin-stop-switched-off = Выключен. За принятыми заказами следим.
admin-stop-debited = За пополнение списано больше, чем было названо. Ничего не продаём и не отправляем, пока владелец не разберётся и не включит его; за принятыми заказами следим.
refuse-no-master-key = Ключи хранятся только зашифрованными. Задайте MASTER_KEY (создать: openssl rand -hex 32), перезапустите и повторите.
refuse-provider-name = Только строчные латинские буквы, цифры и _, не больше 16.
refuse-provider-name-taken = Поставщик с таким именем есть в настройках. Выберите другое.
refuse-provider-address-not-an-address = Это не адрес. Он начинается с https:// и не содержит пробелов.
refuse-provider-address-not-https = Адрес должен начинаться с https://, иначе ключ могут прочитать по пути.
refuse-provider-address-not-public = Нужно публичное имя, а не IP-адрес и не имя внутренней сети.
refuse-provider-address-other = Этот адрес не подходит.
refuse-provider-key = Это не похоже на ключ. Пришлите его отдельно, без пробелов.
refuse-provider-currency = Три буквы, например USD.
refuse-provider-rate = Число больше 0, например 1.08.
refuse-providers-full = Поставщиков из чата уже { $max }. Сначала удалите одного.
refuse-draft-gone = Это уже неактуально. Начните заново в /providers.
refuse-provider-not-found = Такого поставщика здесь нет. Смотрите /providers.
refuse-provider-switched = Так уже и есть. Смотрите /providers.
refuse-provider-busy = { $n ->
    [one] { $n-text } заказ ещё не завершён. Лучше выключите поставщика.
    [few] { $n-text } заказа ещё не завершены. Лучше выключите поставщика.
   *[other] { $n-text } заказов ещё не завершены. Лучше выключите поставщика.
    }
admin-card-resume = ▶️ <b>Отправить поставщику</b> <code>{ $provider }</code> <b>один пробный заказ?</b>
admin-card-resume-rule = Уйдёт следующий заказ из очереди или первый новый. Ясный ответ снимет остановку. Если исход окажется неизвестен, больше ничего не отправится, а этот заказ будет ждать вашего решения.
admin-card-ask-refill = { $n ->
        [0] ♻️ Попросить восстановить нельзя.
        [one] ♻️ <b>Попросить восстановить { $n-text } заказ?</b> { $orders }
        [few] ♻️ <b>Попросить восстановить { $n-text } заказа?</b> { $orders }
       *[many] ♻️ <b>Попросить восстановить { $n-text } заказов?</b> { $orders }
    }
admin-card-ask-cancel = { $n ->
        [0] ↩️ Попросить отменить нельзя.
        [one] ↩️ <b>Попросить отменить { $n-text } заказ?</b> Деньги вернутся, когда поставщик сообщит об отмене. { $orders }
        [few] ↩️ <b>Попросить отменить { $n-text } заказа?</b> Деньги вернутся, когда поставщик сообщит об отмене. { $orders }
       *[many] ↩️ <b>Попросить отменить { $n-text } заказов?</b> Деньги вернутся, когда поставщик сообщит об отмене. { $orders }
    }
admin-card-ask-not = #{ $order }: { $reason }
admin-file-ask = 🏷️ <b>Что значит этот ответ поставщика</b> <code>{ $provider }</code><b>?</b>
    <code>{ $words }</code>

    Выбирайте, только если уверены, что с таким ответом заказ никогда не принимается. Этот заказ останется на проверке, а к следующим ваш выбор применяется сразу.
admin-card-file = 🏷️ <b>Задать значение этого ответа поставщика</b> <code>{ $provider }</code><b>?</b>
    <code>{ $words }</code>
    { $meaning }
    Заказы с этим ответом больше не пойдут на проверку, если прежняя попытка не была неясной. Этот останется на проверке.
admin-card-unfile = 🏷️ <b>Отменить значение этого ответа поставщика</b> <code>{ $provider }</code><b>?</b>
    <code>{ $words }</code>
    Сейчас: { $meaning }
    Заказы с этим ответом снова пойдут на проверку.
admin-item-service = ✏️ <b>Услуга { $number }</b>
    Название у поставщика: <code>{ $name }</code>
admin-item-category = ✏️ <b>Категория { $number }</b>
    Название у поставщика: <code>{ $name }</code>
admin-item-name = { $lang }: <b>{ $text }</b>
admin-item-described = 📝 { $lang }: { $text }
admin-item-pinned = 📌 Закреплено: стоит первым в списке.
admin-item-hidden = 🙈 Скрыто: клиенты этого не видят. Уже оформленные заказы выполняются.
admin-item-ask-name-language = ✏️ <b>На каком языке название?</b>
    Английское название видно и там, где своего нет.
admin-item-ask-description-language = 📝 <b>На каком языке описание?</b>
    Английское описание видно и там, где своего нет.
admin-item-ask-name = ✏️ <b>Название, { $lang }</b>
    Сейчас: <code>{ $now }</code>
    Пришлите новое текстом, не длиннее { $max } символов.
admin-item-ask-description = 📝 <b>Описание, { $lang }</b>
    Сейчас: <code>{ $now }</code>
    Пришлите новое текстом, не длиннее { $max } символов.
admin-item-saved = ✅ Сохранено.
admin-item-done = Готово
admin-item-unchanged = Ничего не изменилось
admin-hidden = 🙈 <b>Скрыто от клиентов</b>
    Выберите, что показать снова:
admin-hidden-none = 🙈 Ничего не скрыто.
admin-sources = 🔀 <b>Где закупается услуга { $number }</b>
    <code>{ $name }</code>
admin-sources-one = Только у своего поставщика. Со вторым источником магазин закупает у самого дешёвого из работающих, а заказы уходят к другому, если первый их точно не принял.
admin-sources-rule = ▶️ здесь закупается сейчас: у самого дешёвого из тех, кто продаёт и выполняет. Цена следует за ним.
admin-source-line = { $mark } <code>{ $provider }</code> #{ $id }: { $cost }
admin-source-name = <code>{ $name }</code>
admin-source-delivered = , выполнено полностью: { $percent }%
admin-source-ask = 🔀 <b>Где ещё можно закупать услугу { $id }?</b>
    Отправьте номер, под которым в магазине стоит услуга другого поставщика. Он указан на её карточке.
admin-source-not-a-number = ⚠️ Это не номер услуги.
admin-obstacle-off = поставщик выключен или без курса
admin-obstacle-stopped = поставщик сейчас не получает заказов
admin-obstacle-short = там не хватает средств на счёте
admin-obstacle-gone = поставщик её не предлагает
admin-obstacle-changed = у неё другое название или тип: см. изменения цен
admin-obstacle-overcharged = за неё списали больше её стоимости: см. снятое с продажи
admin-obstacle-priceless = у неё нет цены
admin-obstacle-unfit = она умеет не всё, что эта услуга
admin-obstacle-unreliable = её заказы слишком часто выполняются не полностью
admin-obstacle-other = сейчас там ничего не купить
admin-card-source-add = 🔀 <b>Закупать услугу { $id } и у второго источника?</b>
admin-card-source-add-rule = Магазин закупает у более дешёвого из работающих, и цена следует за ним. Вторая услуга остаётся в списках; скройте её, если клиентам не нужны обе.
admin-card-source-remove = 🔀 <b>Больше не закупать там услугу { $id }?</b>
admin-card-source-remove-rule = Отправленные туда заказы остаются там. Ожидающие уйдут к другому источнику.
admin-done-source-add = ✅ Услуга { $id } закупается и у <code>{ $provider }</code> (#{ $other }).
admin-done-source-remove = ✅ Услуга { $id } больше не закупается у <code>{ $provider }</code> (#{ $other }).
admin-filed = 🏷️ <b>Ответы поставщика</b> <code>{ $provider }</code><b>, значение которых вы задали</b>
    Нажмите на ответ, чтобы отменить.
admin-filed-none = 🏷️ Для ответов поставщика <code>{ $provider }</code> значений не задано.
admin-filed-line = <code>{ $words }</code>
    { $meaning }
admin-meaning-link = 🔗 Ссылка не принята: возврат
admin-meaning-quantity = 🔢 Количество не принято: возврат
admin-meaning-service-gone = 🚫 Услуга не продаётся: возврат
admin-meaning-request = 📝 Запрос не принят: возврат
admin-meaning-funds = 💳 Мало денег на вашем балансе там: ждёт
admin-meaning-duplicate = 👥 По ссылке есть открытый заказ: ждёт
admin-meaning-rate = 🐢 Слишком много запросов: ждёт
admin-meaning-auth = 🔑 Ключ не принят: отправка остановлена
admin-meaning-other = ❔ Что-то другое
sync-outcome-shrunk = список был слишком коротким и не принят
sync-outcome-unreadable = список не удалось прочитать
sync-outcome-unreachable = список не удалось получить
sync-outcome-currency = другая валюта, чем в настройках
sync-outcome-other = ничего не принято
sync-part-added = новых: { $n-text }
sync-part-restored = вернулось: { $n-text }
sync-part-hidden = исчезло: { $n-text }
sync-part-raised = подорожало: { $n-text }
sync-part-lowered = подешевело: { $n-text }
sync-part-changed = изменилось: { $n-text }
sync-part-unchanged = без изменений: { $n-text }
sync-part-unread = не читается: { $n-text }
sync-part-nothing = в списке ничего нет
admin-markup = 📈 <b>Наценка: { $percent }%</b>
admin-markup-first = Из настроек (MARKUP_PERCENT); в чате ничего не задано.
admin-markup-chat = Задана в чате. Действует вместо { $first }% из настроек, пока её не сбросят.
admin-markup-reset = Вернуть значение из настроек: <code>/markup reset</code>

## Администраторам: изменения цен, снятое с продажи, курсы валют

refuse-price-moved = С тех пор это изменилось. Откройте список ещё раз.
refuse-nothing-waits = Здесь больше ничего не ждёт решения.
refuse-not-paused = Эта услуга уже снова в продаже.
refuse-rate-moved = С тех пор курсы изменились. Отправьте /providers, чтобы увидеть их.
notice-admin-changes-wait = 💱 <b>В списке</b> <code>{ $provider }</code> <b>есть изменения, которые ждут вас: { $n-text }</b>
notice-admin-changes-repriced = Цена сильно изменилась: { $repriced }
notice-admin-changes-other = Другое название или тип: { $other }
notice-admin-changes-off-sale = ⏸️ Не продаются, пока вы не решите: { $off-sale }
notice-admin-changes-hint = Остальные продаются по прежней цене. Список: /providers.
notice-admin-rate-configured = 💱 <b>В настройках другой курс для</b> <code>{ $provider }</code>
notice-admin-rate-fetched = 💱 <b>Полученный курс сильно изменился для</b> <code>{ $provider }</code>
notice-admin-rate-moved = 1 { $currency }: { $before } → <b>{ $after }</b> ({ $percent })
    Цены считаются по старому курсу, пока вы не примете новый. Услуги, которые при новом курсе были бы в убыток, не продаются.
notice-admin-prices-applied = 💱 <b>{ $n ->
        [one] Принято { $n-text } изменение
        [few] Принято { $n-text } изменения
       *[other] Принято { $n-text } изменений
    }</b>, принял <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-price-applied = 💱 <b>Изменение услуги</b> <code>{ $name }</code> <b>принято</b>, принял <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-prices-skipped = ⏭️ <b>{ $n ->
        [one] Пропущено { $n-text } изменение
        [few] Пропущено { $n-text } изменения
       *[other] Пропущено { $n-text } изменений
    }</b>, пропустил <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-price-skipped = ⏭️ <b>Изменение услуги</b> <code>{ $name }</code> <b>пропущено</b>, пропустил <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-service-resumed = ▶️ <b>Услуга #{ $id }</b> <code>{ $name }</code> <b>снова в продаже.</b> Вернул <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-rate-taken = 💱 <b>Цены</b> <code>{ $provider }</code> <b>считаются по новому курсу:</b> 1 { $currency } = { $after }, было { $before }. Принял <code>{ $admin }</code>, ID <code>{ $by }</code>.
notice-admin-overcharge-small = 💸 <b>За заказ #{ $order } списано больше его стоимости</b>
    <code>{ $provider }</code> списывает <code>{ $charge }</code> вместо <code>{ $expected }</code>.
notice-admin-overcharge-paused = ⏸️ Услуга #{ $service } снята с продажи, пока вы её не вернёте. Её заказы в очереди ждут.
notice-admin-overcharge-stopped = ⏸️ Цену он назвал сам, поэтому больше ничего у этого поставщика не продаём и не отправляем, пока вы его не включите. Покупатель платит столько, сколько ему показали.
notice-synced-waiting = 💱 <b>Ждут вашего решения: { $n-text }</b>
admin-key-look = 💱 Изменения цен
admin-key-prices = 💱 Изменения цен: { $n-text }
admin-key-price-apply = ✅ Принять #{ $id }
admin-key-price-skip = ⏭️ Пропуск #{ $id }
admin-key-prices-apply = ✅ Принять все ({ $n-text })
admin-key-prices-skip = ⏭️ Пропустить все ({ $n-text })
admin-key-paused = ⏸️ Сняты с продажи: { $n-text }
admin-key-paused-all = ⏸️ Что снято с продажи
admin-key-on-sale = ▶️ Вернуть #{ $id } в продажу
admin-key-rate = 💱 Новый курс { $provider }
price-change-head = #{ $id } <code>{ $name }</code>{ $marks }
price-change-name = теперь <code>{ $new }</code>
price-change-kind = тип { $before-kind } → { $after-kind }
price-change-rate = { $before } → <b>{ $after }</b> ({ $percent }), цена { $price-before } → <b>{ $price-after }</b>
admin-prices = 💱 <b>Изменения ждут решения: { $n-text }</b>
    ⏸️ не продаётся, пока вы не решите · ⏭️ пропущено
admin-prices-none = 💱 Ни одно изменение не ждёт решения.
admin-card-price-apply = ✅ <b>Принять это изменение?</b>
admin-card-price-skip = ⏭️ <b>Пропустить это изменение?</b> Сообщим, если оно изменится снова.
admin-card-prices-apply = ✅ <b>{ $n ->
        [one] Принять { $n-text } изменение?
        [few] Принять { $n-text } изменения?
       *[other] Принять { $n-text } изменений?
    }</b>
admin-card-prices-skip = ⏭️ <b>{ $n ->
        [one] Пропустить { $n-text } изменение?
        [few] Пропустить { $n-text } изменения?
       *[other] Пропустить { $n-text } изменений?
    }</b> Сообщим, если они изменятся снова.
admin-done-price-apply = ✅ Принято: услуга #{ $id } теперь как у поставщика.
admin-done-price-skip = ⏭️ Пропущено: услуга #{ $id } остаётся прежней.
admin-done-prices-apply = ✅ { $n ->
        [one] Принято { $n-text } изменение.
        [few] Принято { $n-text } изменения.
       *[other] Принято { $n-text } изменений.
    }
admin-done-prices-skip = ⏭️ { $n ->
        [one] Пропущено { $n-text } изменение.
        [few] Пропущено { $n-text } изменения.
       *[other] Пропущено { $n-text } изменений.
    }
admin-paused = ⏸️ <b>Сняты с продажи, списано больше стоимости: { $n-text }</b>
admin-paused-none = ✅ Ни одна услуга не снята с продажи из-за списаний.
admin-paused-line = Заказ #{ $order }: { $charge } вместо { $expected }
admin-card-on-sale = ▶️ <b>Вернуть эту услугу в продажу?</b>
admin-card-on-sale-rule = Следующий заказ, за который спишут больше его стоимости, снова снимет её с продажи.
admin-done-on-sale = ▶️ Услуга #{ $id } снова в продаже.
admin-provider-rate = 💱 1 { $currency } = { $before }; в настройках { $after }, ждёт вашего решения.
admin-provider-rate-fetched = 💱 1 { $currency } = { $before }; получен курс { $after }, ждёт вашего решения.
admin-card-rate = 💱 <b>Считать цены</b> <code>{ $provider }</code> <b>по новому курсу?</b>
    1 { $currency }: { $before } → <b>{ $after }</b> ({ $percent })
admin-done-rate = 💱 Цены { $provider } считаются по новому курсу: 1 { $currency } = { $after }

## Администраторам: заказы на проверке

admin-reviews = 🔎 <b>{ $n ->
        [one] { $n-text } заказ ждёт
        [few] { $n-text } заказа ждут
       *[many] { $n-text } заказов ждут
    } решения</b>
admin-reviews-none = 🔎 <b>Ни один заказ не ждёт решения</b>
admin-ask-id = ✍️ Найдите заказ у <code>{ $provider }</code> и пришлите его номер там, например <code>23501</code>.
admin-ask-id-seen = С неясным ответом пришёл этот номер: <code>{ $seen }</code>
admin-id-asked = ⏳ <b>Заказ #{ $order }</b>
    Спрашиваем <code>{ $provider }</code> о <code>{ $id }</code>… Ответ придёт сообщением с кнопкой подтверждения. Пока ничего не решено.
admin-id-check = 🔎 <b>Заказ #{ $order } — это он?</b>
    <code>{ $provider }</code> сообщает о <code>{ $id }</code>:
    Состояние: <code>{ $status }</code>
    Списано: <code>{ $charge }</code>
    Счётчик в начале: <code>{ $start }</code>
    Ещё не выполнено: <code>{ $remains }</code>

    Сверьте это с заказом. Кнопка действует один раз, только для вас, пять минут с отправки номера.
admin-id-check-none = ⚠️ <b>О</b> <code>{ $id }</code> <b>ничего нет</b>
    <code>{ $provider }</code> не знает этого номера или не отвечает, поэтому решения по заказу #{ $order } пока нет. Проверьте номер или попробуйте позже.
admin-order-head = { $emoji } <b>Заказ #{ $order }</b> · { $state }
admin-order-reason = ❔ { $reason } (<code>{ $word }</code>)
admin-order-attention = ⚠️ Последний ответ поставщика был странным.
admin-order-silent = 🔕 Нет новостей с { $since }. { $silence }
admin-order-doubted = ❔ Возможно, его оформила одна из прежних попыток, что бы ни ответили на последнюю.
admin-evidence-fell = ⚖️ Баланс у поставщика с { $from } по { $until } уменьшился ровно на стоимость этого заказа, без учёта других.
admin-evidence-unmoved = ⚖️ Баланс у поставщика с { $from } по { $until } не уменьшился, без учёта других заказов.
admin-evidence-duplicate = 👥 С тех пор принят заказ #{ $duplicate } на ту же услугу и ссылку: не перепутайте их.
admin-evidence-active = 🔗 Поставщик ответил, что по этой ссылке у него уже есть активный заказ: этот или другой.
admin-order-decided = 👮 Последнее решение принял администратор <code>{ $admin }</code>
admin-order-price = 💵 Цена: <b>{ $price }</b>, закупка около { $cost }
admin-order-returned = ↩️ Возвращено: { $returned }
admin-order-held = ⏳ Зарезервировано: { $kept }
admin-order-earned = 💼 Выручка: { $kept }
admin-order-target = ↩️ Всего будет возвращено: { $target }
admin-order-provider = 🏭 <code>{ $provider }</code>, отправок: { $attempt }
admin-order-moved = 🔀 Передан от <code>{ $from }</code> к <code>{ $to }</code>, отправок до этого: { $attempt }. { $reason }
admin-order-id = 🆔 Номер у поставщика: <code>{ $id }</code>
admin-order-seen = 👀 Пришёл с неясным ответом: <code>{ $seen }</code>
admin-order-answer = 📨 Попытка { $attempt }, { $time }: { $answer }
admin-order-answer-id = 📨 Попытка { $attempt }, { $time }: <code>{ $id }</code> · { $answer }
admin-order-said = 💬 Попытка { $attempt }, ответ: <code>{ $words }</code>
admin-order-said-page = 💬 Попытка { $attempt }, вместо ответа веб-страница: <code>{ $words }</code>
admin-order-more-ids = 📨 Другие замеченные номера: <code>{ $ids }</code>
admin-order-status = 📡 Состояние у поставщика: <code>{ $status }</code>
admin-order-charge = 🧾 Списано у поставщика: <code>{ $charge }</code>
admin-order-start = 📍 Счётчик в начале: { $start }
admin-order-remains = 📉 Ещё не выполнено: { $remains }
admin-order-children = 🧩 Разбит на заказы: { $known } из { $count }, завершено: { $done }
admin-order-placed = 🕒 Оформлен: { $placed }
admin-order-accepted = 🕒 Принят: { $accepted }
admin-order-changed = 🕒 Изменён: { $changed }
admin-order-history = <b>История</b> (UTC)
admin-event = { $time } { $emoji } { $state }
admin-event-detail = { $detail }
admin-event-admin = администратор <code>{ $admin }</code>
admin-order-refund =
    Чтобы вернуть деньги: <code>/refund { $order } [СУММА] ПРИЧИНА</code>
admin-order-refund-active =
    Чтобы вернуть деньги, хотя заказ выполняется: <code>/refund { $order } [СУММА] anyway ПРИЧИНА</code>
memo-welcome = приветственный подарок магазина

## Пополнение

key-deposit = ➕ Пополнить
key-deposit-missing = ➕ Пополнить на { $sum }
key-deposits = 🧾 Пополнения
key-deposit-pay = 💎 Оплатить { $amount }
key-deposit-again = 🔁 Начать заново
key-deposit-lacking = Не хватает: { $sum }
key-copy-address = 📋 Адрес
key-copy-amount = 📋 Сумма
command-deposit = Пополнить баланс
deposit-none = 💳 <b>Пополнение</b>
    Пополнить самостоятельно здесь пока нельзя. Напишите нам — подскажем, как оплатить.
deposit-none-now = 💳 <b>Пополнение</b>
    Сейчас ни один способ оплаты не работает. Попробуйте через несколько минут или напишите нам. То, что вы уже отправили, поступит само.
deposit-choose-way = 💳 <b>Пополнение</b>
    Как вам удобно оплатить?
deposit-way-crypto-pay = 💎 Криптовалюта через @CryptoBot
deposit-bonus-step = 🎁 От { $from }: +{ $percent }%
deposit-ask-sum = 💳 <b>Пополнение · { $way }</b>
    На сколько? Выберите сумму или пришлите свою, от { $min }.
deposit-bad-sum = ⚠️ Это не сумма. Пришлите число, например 25 или 12.50.
deposit-card-asked = ⏳ <b>Пополнение на { $amount } · { $way }</b>
    Готовим платёж. Это займёт пару секунд.
deposit-card-open = 💳 <b>Пополнение на { $amount } · { $way }</b>
deposit-card-paid = ✅ <b>Баланс пополнен · { $way }</b>
deposit-card-expired = ⌛ <b>Время запроса вышло</b>
    Чтобы пополнить на { $amount }, начните заново. Если деньги уже отправлены, они всё равно поступят на баланс.
deposit-card-failed = ❌ <b>{ $way } сейчас не отвечает</b>
    Ничего не списано. Попробуйте через несколько минут или выберите другой способ.
deposit-how-invoice = Нажмите кнопку ниже и выберите монету. Баланс пополнится сам сразу после оплаты.
deposit-how-address = Отправьте <b>{ $coin } { $asset }</b> в сети <b>{ $network }</b> на адрес
    <code>{ $address }</code>
    Только { $asset } в сети { $network }. Зачислим всё, что придёт, — даже если больше, меньше или позже.
deposit-bonus = 🎁 Бонус: { $bonus }
deposit-until = 🕒 Оплатите до { $until }
deposit-arrived-confirming = 🔎 Видим { $coin } { $asset }: подтверждений { $n } из { $of }
deposit-arrived-credited = ✅ Зачислено { $amount }
deposit-arrived-bonus = + бонус { $bonus }
deposit-arrived-orphaned = ❌ { $coin } { $asset }: этот платёж не прошёл
deposit-arrived-review = 👀 { $coin } { $asset } пришли. Проверяем вручную и сообщим вам.
deposit-arrived-reversed = ❌ { $amount }: этот платёж отменён
deposit-arrived-waits = ⏸️ { $coin } { $asset } пришли и ждут. { $why }
deposit-wait-off-peg = Сейчас цена монеты не такая, как обычно. Деньги будут зачислены, как только она вернётся.
deposit-wait-stale-price = Сейчас мы не можем проверить цену монеты. Деньги будут зачислены, как только сможем.
deposit-wait-no-price = Сегодня пришло много платежей, поэтому нужно больше времени. Деньги будут зачислены, как только получится.
deposit-wait-other = Деньги будут зачислены, как только получится.
deposits-none = 🧾 <b>Пополнения</b>
    Пополнений пока не было.
deposits-head = 🧾 <b>Пополнения</b>
deposits-line = <b>{ $amount }</b> · { $coin } { $asset } · { $gateway }
    { $state } · { $time }
deposits-tx = <code>{ $tx }</code>
deposits-tx-page = 🔗 <a href="{ $page }">{ $tx }</a>
deposit-state-confirming = 🔎 в пути
deposit-state-credited = ✅ зачислено
deposit-state-orphaned = ❌ не прошло
deposit-state-review = 👀 на проверке
deposit-state-reversed = ❌ отменено
deposit-state-other = неизвестно
notice-deposited = ✅ <b>На ваш баланс зачислено { $amount }</b> ({ $coin } { $asset })
notice-deposited-bonus = 🎁 Бонус: { $bonus }
notice-deposit-waits = ⏸️ <b>{ $amount } в { $asset } пришли и ждут зачисления</b>
    { $why } Ничего делать не нужно.
notice-deposit-gone = ❌ <b>Платёж на { $amount } отменён</b>
    { $why }
notice-deposit-gone-owed = ⚠️ Долг: { $owed }
notice-gateway = ⚠️ <b>Платежи · { $gateway }</b>
    { $fault }
gateway-fault-unreachable = Не отвечает. Что там оплатят, будет зачислено, как только ответит.
gateway-fault-suspended = Не принимает наш ключ или заблокировал счёт. Клиентам он сейчас не предлагается.
gateway-fault-mismatch = Сеть или токен в ней не те, что в настройках. Способ отключён.
gateway-fault-strange-node = Один из узлов — из другой сети. Спрашиваем остальные; исправьте CHAIN_…_RPC.
gateway-fault-stands-still = Давно нет новых блоков.
gateway-fault-not-looked = Давно никто не проверял эту сеть. Что там оплатят, будет зачислено, когда проверка продолжится. Если это не пройдёт, перезапустите магазин.
gateway-fault-off-peg = Рыночная цена отличается от цены в настройках больше чем на 2%. Платежи в этой монете ждут и будут зачислены, когда цена вернётся.
gateway-fault-stale-price = @CryptoBot уже 15 минут не сообщает цену. Платежи в этой монете ждут и будут зачислены, когда цена снова станет известна.
gateway-fault-no-price = Цены монет нет, а сумма на день (DAILY_ALONE) исчерпана. Остальное ждёт и будет зачислено, когда появится место; платёж больше этой суммы ждёт, пока вы не зададите CRYPTO_PAY_TOKEN или не увеличите сумму.
gateway-fault-other = Там что-то не так. Подробности в журнале.
notice-deposit-doubtful = 👀 <b>Пополнение { $deposit }: { $amount } ждёт вас</b>
    👤 { $person } · ID { $id }
    { $doubt }
deposit-doubt-other-terms = Оплачено не то, о чём просили.
deposit-doubt-one-host = За день пришло больше, чем можно доверить одному узлу. Проверьте, затем зачислите.
deposit-doubt-hosts-differ = Два узла сообщают о нём разное. Проверьте, прежде чем зачислять.
deposit-doubt-came-back = Он был отменён и снова появился в сети. Проверьте, затем зачислите.
deposit-doubt-other = Не зачислено автоматически. Подробности в журнале.
notice-deposit-reversed = 🚨 <b>Пополнение { $deposit } отменено: { $amount }</b>
    👤 { $person } · ID { $id }
    { $why } Долг сейчас: { $owed }
notice-reconciliation-short = 🚨 <b>Поставщик</b> <code>{ $provider }</code><b>: баланс уменьшился на { $amount } сверх стоимости заказов</b>
    Счётом пользуется кто-то ещё или поставщик списал дважды. Спросите поставщика.
notice-reconciliation-orders = { $n ->
        [one] { $n-text } заказ за это время:
        [few] { $n-text } заказа за это время, сначала новые:
       *[many] { $n-text } заказов за это время, сначала новые:
    } { $list }
notice-reconciliation-risen = 💰 <b>Поставщик</b> <code>{ $provider }</code><b>: баланс вырос на { $amount }</b>
    Заказы этого не объясняют: счёт пополнили или вернулись деньги, о которых мы ещё не знаем.
notice-reconciliation-agrees = ⚖️ <b>Поставщик</b> <code>{ $provider }</code><b>: баланс сходится</b>
    Он уменьшился на стоимость заказов с { $since }.
notice-reconciliation-begun = ⚖️ <b>Поставщик</b> <code>{ $provider }</code><b>: баланс записан</b>
    Это первая проверка; следующая сверится с ней.
notice-reconciliation-silent = ⚖️ <b>Поставщик</b> <code>{ $provider }</code><b>: баланс прочитать не удалось</b>
    Ничего не сверено. Спросите позже или посмотрите на сайте поставщика.
notice-reconciliation-gateway = 🚨 <b>Платежи · { $gateway }: наши записи расходятся с их данными</b>
notice-reconciliation-unknown = { $n ->
        [one] Пришёл { $n-text } платёж, которого нет в наших записях:
        [few] Пришли { $n-text } платежа, которых нет в наших записях:
       *[many] Пришло { $n-text } платежей, которых нет в наших записях:
    } { $list }
notice-reconciliation-untrue = { $n ->
        [one] Зачислено { $n-text } пополнение, которого там в таком виде нет:
        [few] Зачислены { $n-text } пополнения, которых там в таком виде нет:
       *[many] Зачислено { $n-text } пополнений, которых там в таком виде нет:
    } { $list }
notice-deposits-waiting = ⏰ <b>{ $n ->
        [one] { $n-text } платёж ждёт
        [few] { $n-text } платежа ждут
       *[many] { $n-text } платежей ждут
    } вас, некоторые дольше суток</b>
notice-deposit-large = 💰 <b>Пополнение { $deposit }: зачислено { $amount }</b>
    👤 { $person } · ID { $id } · { $gateway }
    Сумма большая, поэтому сообщаем вам.
notice-unlisted = 👀 <b>Платежи · { $gateway }: токен, которого нет в настройках</b>
    <code>{ $contract }</code>
    { $n ->
        [one] { $n-text } перевод на адреса клиентов. Ничего не зачислено.
        [few] { $n-text } перевода на адреса клиентов. Ничего не зачислено.
       *[many] { $n-text } переводов на адреса клиентов. Ничего не зачислено.
    }
    Чаще всего это реклама. Если клиент отправил его по ошибке, найдите его в своём кошельке.
notice-unlisted-many = 👀 <b>Платежи · { $gateway }: много других токенов, которых нет в настройках</b>
    { $n ->
        [one] Пока { $n-text } перевод. Ничего не зачислено.
        [few] Пока { $n-text } перевода. Ничего не зачислено.
       *[many] Пока { $n-text } переводов. Ничего не зачислено.
    }
    До конца дня мы их только считаем.
refuse-deposit-too-small = Наименьшая сумма — { $min }.
refuse-deposit-too-large = Наибольшая сумма — { $max }.
refuse-deposit-gone = Этого запроса больше нет. Начните заново.
memo-deposit = пополнение ({ $gateway })
memo-bonus = бонус за пополнение
memo-reversal = отменённый платёж ({ $gateway })
memo-bonus-reversal = бонус за отменённый платёж
deposit-way-stars = ⭐ Звёзды Telegram
deposit-way-manual = 🤝 Прямой перевод
deposit-how-stars = Нажмите <b>⭐ { $coin }</b> в счёте ниже. Баланс пополнится сам, как только счёт будет оплачен.
deposit-arrived-held = ⏳ { $coin } { $asset } оплачено. Потратить можно с { $until }
stars-invoice-title = Пополнить на { $amount }
stars-invoice-text = За { $stars } ⭐ баланс в этом магазине вырастет на { $amount }.
stars-later = Сейчас магазин не может принять оплату. Ничего не списано. Попробуйте через несколько минут.
refuse-deposit-paid = Этот счёт уже оплачен. Новый: /deposit.
deposit-reversal-reorganised = Сеть отменила его, поэтому эта сумма списана с баланса.
deposit-reversal-refunded = Звёзды вернулись к вам, поэтому эта сумма списана с баланса.
deposit-reversal-other = Он отменён, поэтому эта сумма списана с баланса.
deposit-taken-back-reorganised = Сеть отменила его после зачисления.
deposit-taken-back-refunded = Telegram вернул звёзды плательщику.
deposit-taken-back-other = Он отменён после зачисления.
key-deposit-shown = ✅ Я оплатил
key-deposit-question = ❓ Где мой платёж?
key-deposit-ticket = 💬 Написать в поддержку
deposit-how-manual = { $own }
deposit-proof-ask = 📎 <b>Покажите платёж</b>
    Пришлите фото чека либо номер или хеш платежа.
deposit-arrived-shown = 👀 Мы проверяем ваш платёж и сообщим вам.
deposit-arrived-ignored = ❌ { $coin } { $asset }: этот токен здесь не принимается
deposit-arrived-declined = ❌ Не зачислено: мы не нашли этот платёж
deposits-line-plain = <b>{ $amount }</b> · { $gateway }
    { $state } · { $time }
deposit-state-ignored = ❌ не зачислено
notice-deposited-plain = ✅ <b>Баланс пополнен на { $amount }</b>
notice-deposit-declined = ❌ <b>Ваш платёж на { $amount } не зачислен</b>
whereabouts-ask = 🔎 <b>Где мой платёж?</b>
    Пришлите хеш транзакции или ссылку на неё.
whereabouts-looking = 🔎 Ищем платёж в сетях. Ответ придёт через несколько секунд.
whereabouts-known = 🔎 <b>Платёж найден</b>
    <code>{ $tx }</code>
whereabouts-other-token = ❌ <b>Другой токен</b>
    В сети { $network } пришёл токен, который здесь не принимается, поэтому он не зачислен.
    <code>{ $tx }</code>
whereabouts-not-found = 🔎 <b>Не найдено</b>
    В этой транзакции нет платежа на ваши адреса. Новая может появиться через минуту; проверьте также сеть и адрес.
    <code>{ $tx }</code>
whereabouts-no-answer = ⏳ <b>Сеть не отвечает</b>
    Платёж будет зачислен, как только она ответит. Спросите ещё раз через несколько минут.
    <code>{ $tx }</code>
whereabouts-ticket = Где этот платёж?
deposit-doubt-by-hand = Клиент говорит, что оплатил. Проверьте там, куда приходят деньги.
deposit-doubt-twice = Та же транзакция уже зачислена. Не зачисляйте её ещё раз.
deposit-waits-by-hand = проверьте
deposit-waits-twice = уже зачислено
deposit-waits-other-terms = другая сумма
deposit-waits-one-host = только один узел
deposit-waits-hosts-differ = узлы расходятся
deposit-waits-came-back = снова в сети
deposit-waits-other = посмотрите
admin-key-deposit = 👀 Открыть пополнение
admin-key-deposits = 🧾 Пополнения
admin-key-gateways = 💳 Способы оплаты
admin-key-deposit-proof = 🖼️ Показать чек
admin-key-deposit-credit = ✅ Зачислить { $amount }
admin-key-deposit-other = ✏️ Другая сумма
admin-deposits = 🧾 <b>Пополнения: { $tab }</b>
admin-deposits-none = 🧾 <b>Пополнения: { $tab }</b>
    Таких нет. Найти платёж: <code>/deposits ХЕШ</code>
admin-deposits-tab-w = 👀 ждут вас
admin-deposits-tab-c = ⏳ в пути
admin-deposits-tab-d = ❌ не зачислены
admin-deposits-tab-other = …
deposit-ignored-declined = Владелец отклонил его.
deposit-ignored-unlisted = Этого токена нет в настройках.
deposit-ignored-other = Это зачислять не нам.
admin-deposit-head = 🧾 <b>Пополнение { $deposit } · { $amount }</b>
admin-deposit-facts = { $state } · { $time } · { $gateway }
admin-deposit-coin = { $coin } { $asset }
admin-deposit-address = <code>{ $address }</code>
admin-deposit-words = <blockquote>{ $words }</blockquote>
admin-deposit-ask-sum = Сколько пришло? Пришлите сумму, например 25 или 12.50.
admin-deposit-decline = ❌ <b>Отклонить { $amount }?</b>
    Клиент прочтёт причину.
admin-card-deposit = ➕ <b>Зачислить пополнение { $deposit }: { $amount }?</b>
admin-gateways = 💳 <b>Способы оплаты</b>
    Нажмите, чтобы открыть или закрыть. Оплаченное закрытым способом всё равно зачисляется.
admin-gateways-none = 💳 <b>Способы оплаты не настроены</b>
    Как это сделать, сказано в README: «How to take money».
admin-card-gateway-on = ✅ <b>Открыть { $gateway }?</b>
admin-card-gateway-off = ⏸️ <b>Закрыть { $gateway }?</b>
    Клиентам этот способ не предлагается. Оплаченное им всё равно зачисляется.
admin-done-gateway-on = ✅ { $gateway }: открыто.
admin-done-gateway-off = ⏸️ { $gateway }: закрыто.
command-deposits = Пополнения клиентов
refuse-deposit-known = Этот платёж уже известен. Посмотрите в пополнениях.
refuse-deposit-not-found = Такого пополнения нет.
refuse-deposit-decided = Это пополнение уже не ждёт решения.
refuse-proofs-too-many = Для этого платежа прислано достаточно. Мы его проверяем.
refuse-another-hash = Для этого платежа вы уже показали другой хеш. Для второго платежа начните второе пополнение.
refuse-no-hash = Здесь нет хеша: это 64 цифры и буквы от a до f.
refuse-questions-too-many = Это был пятый вопрос за час. Спросите позже или напишите в поддержку.
refuse-way-closed = Этот способ оплаты сейчас закрыт. Выберите другой.
refuse-gateway-switched = Так уже и есть.
refuse-credit-names-payment = В причине назван платёж. Платежи зачисляются из /deposits, чтобы ни один не был зачислен дважды.

## Промокоды

key-coupon = 🎟 Промокод
key-no-coupon = ❌ Убрать промокод
coupon-ask = 🎟 <b>Какой у вас промокод?</b>
    Пришлите его, например <code>SPRING-10</code>.
coupon-cut = 🎟 Скидка по промокоду больше, чем возможно для этого заказа: вы платите самую низкую цену.
checkout-coupon = 🎟 { $code }: −{ $off } от { $before }
change-coupon = промокод больше не действует: { $reason }
coupon-refused-unknown = Такого промокода нет. Проверьте его и пришлите ещё раз.
coupon-refused-too-many-tries = Слишком много неверных промокодов. Попробуйте через час.
coupon-refused-not-yet = Этот промокод ещё не действует.
coupon-refused-over = Срок этого промокода закончился.
coupon-refused-used-up = Этот промокод уже использован до конца.
coupon-refused-used-by-you = Вы уже использовали этот промокод.
coupon-refused-elsewhere = Этот промокод не для этой услуги.
coupon-too-small = Этот промокод — для заказов от { $min }.
coupon-refused-nothing-left = У этой услуги уже самая низкая цена: промокод ничего не изменит.
coupon-refused-other = Здесь этот промокод не действует.
memo-hold-coupon = зарезервировано на заказ #{ $order }, промокод { $code }
command-coupon = Промокоды: создать, посмотреть, остановить
admin-key-coupons = 🎟 Промокоды
admin-key-coupon-open = 🎟 Открыть промокод
admin-key-coupon-new = ➕ { $percent } %
admin-key-coupon-stop = ⛔ Остановить промокод
admin-coupons = 🎟 <b>Промокоды</b>
    Число после промокода — сколько заказов с ним сделано.
admin-coupons-none = 🎟 <b>Промокодов пока нет</b>
admin-usage-coupon = Кнопки создают промокод на 100 клиентов и 30 дней.
    <b>Свой:</b> <code>/coupon SPRING 10%</code> или <code>/coupon GIFT 2.50</code>
    <b>С условиями:</b> <code>/coupon SPRING 10% uses=100 each=1 until=2026-12-31 for=12 min=5</code>
    <code>uses</code> — всего заказов
    <code>each</code> — заказов на клиента, 0 — сколько угодно
    <code>from</code>, <code>until</code> — дни, UTC
    <code>for</code> — услуга 12 или категория <code>c3</code>
    <code>min</code> — наименьший заказ
admin-coupon-wrong-code = ⚠️ В промокоде от 3 до 20 латинских букв, цифр или дефисов.
admin-coupon-wrong-discount = ⚠️ Скидка — целый процент, например <code>10%</code>, или сумма, например <code>2.50</code>.
admin-coupon-wrong-time = ⚠️ Промокод уже закончился бы или закончится раньше, чем начнётся.
admin-coupon-wrong-word = ⚠️ Не удалось прочитать <code>{ $word }</code>.
admin-coupon = 🎟 <code>{ $code }</code> <b>{ $off }</b>
admin-coupon-uses = { $n ->
    [one] С ним { $n-text } заказ.
    [few] С ним { $n-text } заказа.
   *[many] С ним { $n-text } заказов.
    }
admin-coupon-stopped = ⛔ Остановлен.
admin-coupon-for-all = 🛒 Для всех услуг
admin-coupon-for-category = 🗂 Для категории { $number } <code>{ $name }</code>
admin-coupon-for-service = 🛒 Для услуги { $number } <code>{ $name }</code>
admin-coupon-uses-max = { $n ->
    [one] 👥 Всего { $n-text } заказ
    [few] 👥 Всего { $n-text } заказа
   *[many] 👥 Всего { $n-text } заказов
    }
admin-coupon-uses-any = 👥 Сколько угодно заказов
admin-coupon-person-max = { $n ->
    [one] 👤 { $n-text } заказ на клиента
    [few] 👤 { $n-text } заказа на клиента
   *[many] 👤 { $n-text } заказов на клиента
    }
admin-coupon-person-any = 👤 Сколько угодно заказов на клиента
admin-coupon-min = 💵 От { $min }
admin-coupon-from = ⏱ С { $time }
admin-coupon-until = ⏱ До { $time }
admin-card-coupon = 🎟 <b>Создать промокод?</b>
    <code>{ $code }</code> <b>{ $off }</b>
admin-card-coupon-cost = Ниже себестоимости ничего не продаётся: там скидка будет меньше.
admin-card-coupon-stop = { $n ->
    [one] ⛔ <b>Остановить промокод</b> <code>{ $code }</code><b>?</b> { $n-text } заказ сохранит скидку.
    [few] ⛔ <b>Остановить промокод</b> <code>{ $code }</code><b>?</b> { $n-text } заказа сохранят скидку.
   *[many] ⛔ <b>Остановить промокод</b> <code>{ $code }</code><b>?</b> { $n-text } заказов сохранят скидку.
    }
admin-done-coupon = 🎟 Промокод <code>{ $code }</code> действует.
admin-done-coupon-stop = ⛔ Промокод <code>{ $code }</code> остановлен.
notice-admin-coupon = 🎟 <b>Новый промокод:</b> <code>{ $code }</code>
    Создал администратор <code>{ $admin }</code> · ID <code>{ $by }</code>
notice-admin-coupon-stopped = ⛔ <b>Промокод остановлен:</b> <code>{ $code }</code>
    Администратор <code>{ $admin }</code> · ID <code>{ $by }</code>
refuse-coupon-taken = Такой промокод уже есть или был. Выберите другой.
refuse-coupon-not-found = Такого промокода нет.
refuse-coupon-over = Этот промокод уже остановлен.
refuse-coupons-full = Промокодов уже { $max }. Сначала остановите один из них.

## Приглашения

key-invite = 🎁 Пригласить
key-copy-link = 📋 Скопировать
invite-head = 🎁 <b>Пригласите друзей</b>
    Вы получаете бонусом { $percent }% от стоимости заказов друга, как только заказ выполнен.
invite-cap = Не больше { $cap } за каждого друга.
invite-link = Ваша ссылка: { $link }
invite-came = { $n ->
    [one] Пришёл { $n-text } друг · получено { $earned }
    [few] Пришли { $n-text } друга · получено { $earned }
   *[many] Пришли { $n-text } друзей · получено { $earned }
    }
memo-referral = бонус за заказ приглашённого друга
memo-referral-back = за заказ приглашённого друга вернулись деньги, ваша доля тоже списана
command-referral = Вознаграждение за приглашения
admin-key-referral = { $percent } %
admin-key-referral-off = ❌ Выключить
admin-referral = 🎁 <b>Приглашения</b>
admin-referral-off = Выключено: за приглашения ничего не начисляется.
admin-referral-on = { $percent }% от каждого заказа приглашённого клиента, без ограничения.
admin-referral-capped = { $percent }% от каждого заказа приглашённого клиента, не больше { $cap } за каждого.
admin-usage-referral = Доля начисляется бонусом, когда заказ завершён: от того, что оплачено деньгами и не вернулось.
    <b>Изменить:</b> <code>/referral 5</code>, с пределом на каждого приглашённого <code>/referral 5 cap=20</code>, без предела <code>/referral 5 cap=0</code>. Выключить: <code>/referral off</code>
admin-wrong-referral = ⚠️ От 0 до 50 процентов, целое число.
admin-card-referral = 🎁 <b>Изменить вознаграждение за приглашения?</b>
admin-card-referral-then = <b>С этого момента:</b>
admin-done-referral = 🎁 Готово. Действует для заказов, которые завершатся с этого момента.
notice-admin-referral-by = Установил администратор <code>{ $admin }</code> · ID <code>{ $by }</code>
refuse-referral-moved = Так уже и есть, или другой владелец успел это изменить.

## Что магазин говорит о себе

command-terms = Правила магазина
command-privacy = Какие данные хранятся
command-paysupport = Помощь с оплатой
command-texts = Правила, данные, вопросы и ответы
text-title-terms = 📄 Правила
text-title-privacy = 🔒 Ваши данные
text-title-paysupport = 💳 Оплата
text-title-other = 📄 Текст
shop-text-terms = 1. Вы заказываете цифровые услуги и платите с баланса. Какую цену вы подтвердили, столько и платите.
    2. Деньги за заказ резервируются при подтверждении и списываются только за выполненное. Остальное само возвращается на баланс.
    3. Указывайте открытую ссылку, которой вправе распоряжаться. Пока заказ выполняется, не закрывайте страницу и не заказывайте для неё то же самое в другом месте.
    4. Сроки приблизительны. Число позже может снизиться; если у услуги есть восстановление, попросите о нём в заказе.
    5. Баланс — для заказов в этом магазине. Бонусы не выплачиваются.
    6. Заказы для чего-либо незаконного не принимаются.
shop-text-privacy = Мы храним то, без чего магазин не работает: ваш Telegram ID, имя, имя пользователя и язык, заказы со ссылками, платежи и то, что вы пишете в поддержку.
    Поставщик получает ссылку и количество, но не ваше имя.
    Больше никто ничего не получает, и для рекламы ничего не используется.
shop-text-paysupport = Платёж обычно приходит за несколько минут; в сети он ждёт подтверждений.
    1. Откройте «Баланс»: возможно, деньги уже там.
    2. Если платили через сеть, нажмите «Где мой платёж?» в пополнении и пришлите хеш транзакции.
    3. Не помогло? Напишите в поддержку: время, сумму и способ оплаты. Мы ответим здесь.
shop-text-other = 📄
faq-answer = <b>{ $question }</b>

    { $answer }
admin-texts = 📄 <b>Что читают ваши клиенты</b>
    Выберите текст или язык вопросов и ответов в «Помощи».
admin-text-language = <b>{ $title }</b>
    На каком языке?
admin-text-ask = <b>{ $title } · { $lang }</b>
    Пришлите текст, не длиннее { $max } символов. Он будет показан так, как вы его напишете.
admin-text-now = Сейчас: <code>{ $now }</code>
admin-text-saved = ✅ Сохранено.
admin-text-cleared = Снова показывается встроенный текст.
admin-key-text-clear = ↩️ Встроенный текст
admin-faq = ❓ <b>Вопросы и ответы · { $lang }</b>
    Не больше { $max }. Нажатие удаляет вопрос.
admin-faq-none = ❓ <b>Вопросы и ответы · { $lang }</b>
    Пока нет. Это кнопки в «Помощи» и «Поддержке», не больше { $max }.
admin-faq-ask = ❓ <b>{ $lang }</b>
    Пришлите вопрос первой строкой, а ответ — под ним. Например:
    <code>Сколько ждать?</code>
    <code>Обычно заказ начинается в течение часа.</code>
admin-faq-removed = Удалено.
admin-key-faq-add = ➕ Добавить вопрос
refuse-faq-no-answer = Нет ответа: вопрос — первой строкой, ответ — под ним.
refuse-faq-full = Вопросов уже { $max }. Сначала удалите один из них.

## Удаление данных

key-erase = 🗑 Удалить мои данные
key-erase-yes = 🗑 Да, удалить всё
erase-ask = 🗑 <b>Удалить ваши данные?</b>
    <b>Исчезнет:</b> имя, имя пользователя и язык, ссылки и тексты заказов, купленное, переписка с поддержкой, ссылка для приглашений.
    <b>Останется:</b> суммы и даты заказов и платежей, нужные для учёта, — под вашим номером и без имени.
    Отменить это нельзя. Начать снова можно в любой момент: /start.
erase-refused = 🗑 <b>Пока нельзя</b>
    { $reason }
erase-done = 🗑 <b>Ваши данные удалены.</b>
    Чтобы начать снова, отправьте /start.
refuse-owner-not-erased = Вы владелец этого магазина. Сначала перестаньте им быть.
refuse-orders-open = { $n ->
    [one] { $n-text } заказ ещё не завершён. Дождитесь его окончания или отмените его.
    [few] { $n-text } заказа ещё не завершены. Дождитесь их окончания или отмените их.
   *[many] { $n-text } заказов ещё не завершены. Дождитесь их окончания или отмените их.
    }
refuse-deposits-open = Платёж ещё в пути. Дождитесь, пока он придёт или завершится.
refuse-tickets-open = У вас есть открытое обращение. Сначала закройте его в «Поддержке».
refuse-balance-left = На вашем балансе { $left }. Потратьте их или напишите в поддержку, чтобы их вывели или списали.

## Pictures in tickets

staff-picture = 📷 Картинка: откройте её в своём чате с ботом, /support.

## Чему имя даёт не поставщик

built-in-top-ups = Пополнения
built-in-mobile-top-up = Пополнение телефона
built-in-game-top-up = Пополнение игрового счёта
built-in-crypto-top-up = Пополнение криптокошелька
built-in-mail = Почта
built-in-mail-load-test = Проверка своего почтового домена нагрузкой
