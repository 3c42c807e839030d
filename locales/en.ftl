### The bot's own texts in English. The texts of the services stand in flows/.
### Every message has a twin of the same name, with the same variables, in ar.ftl. Digits are 0-9, no emoji.
### Limits: button 20 characters, title of a row or section 24, line under a row 72, footer 60.

## First contact

welcome = Welcome to the unified account for Jordanian government services.
intro = I can tell you the documents, fees and steps for government services.
# Before the language is known: the same text in both files.
welcome-undecided =
    أهلًا بك في الحساب الموحّد للخدمات الحكومية الأردنية. اختر لغة المحادثة أو اكتب سؤالك.

    Welcome to the unified account for Jordanian government services. Choose your language or type your question.
language-ar = العربية
language-en = English
sample-notice = Sample content, not yet confirmed by the agencies.
safety-notice = Do not send your national number or passwords.
privacy-hint = For privacy, type: privacy
# In the language of whoever needs it.
other-language-hint = للعربية اكتب: العربية
# After two messages running in the other language, and in that language.
other-language-offer = هل تفضّل العربية؟ اكتب: العربية

## Links and posters

# What the citizen sends who follows a link; the code decides, so the words may be changed.
link-text = { $title } · code { $code }
poster-scan = Scan to ask on WhatsApp
poster-send = or send this code to our number on WhatsApp:

## Headings and prompts of the menus

title-agencies = Government agencies
prompt-agencies-first = Type a question such as "passport renewal fees", or choose an agency or type its number:
prompt-agencies = Choose an agency or type its number, or type your question:
# The whole line with its bold heading. $last is the last number of the pages before.
prompt-agencies-page = *{ title-agencies }*, page { $page } of { $pages }. Type a number; 1 to { $last } work here too:
prompt-services = Choose a service or type its number:
prompt-questions = What would you like to know?
prompt-offices = Choose an office or type its number:
# The whole line with its bold heading, for any menu but that of the agencies.
prompt-page = *{ $title }*, page { $page } of { $pages }:
footer = Type a number or a question · menu 0 · back 00

## Buttons that open a list

button-agencies = Choose an agency
button-services = Choose a service
button-questions = Choose a question
button-answer = More options
button-reasons = Choose a reason
button-offices = Choose an office

## Titles of sections

section-agencies = Government agencies
section-services = Services
section-questions = Questions
section-other-questions = Other questions
section-feedback = Was this helpful?
section-navigation = Navigation
section-results = Search results
section-reasons = Reason
section-offices = Offices

## Rows: a title, and a line under it

row-more = More
row-more-agencies = Agencies { $first } to { $last }
row-more-range = { $first } to { $last }
row-previous = Previous page
row-previous-agencies = Agencies { $first } to { $last }
row-previous-range = { $first } to { $last }
row-main = Main menu
row-back = Back
row-back-to = To { $title }
row-back-to-services = To { $title }: services
row-language = العربية
row-language-about = المحادثة بالعربية
row-useful = Yes, helpful
row-not-useful = No, not helpful
row-not-this = Not this service
row-not-this-about = See other services close to your question
row-none-of-these = None of these
row-none-of-these-about = Show the main menu
row-nearest = Nearest office
row-nearest-about = By your location, or choose the office yourself
row-rest = Rest of the answer
offices-title = Offices and hours
offices-about = Addresses, phone and the office nearest to you

## Answers

other-questions = Other questions:
other-questions-short = Other questions: type { $first } to { $last }
# Closes the heading of an answer that takes two messages.
answer-part = ({ $part }/{ $parts })
confirmed-on = Confirmed by the agency on { $date }.
# The link follows alone on its line.
answer-source = Source:
pilot-notice = This agency's services are in a pilot phase, so please confirm details with the agency.
pilot-notice-service = This service is in a pilot phase, so please confirm details with the agency.
draft-notice = Draft: citizens do not see this yet.
invited-notice = By invitation: the public does not see this yet.

## Search, and what was not understood

did-you-mean = Did you mean one of these? Choose or type a number:
nothing-found = I found no service that matches your question. Try another word, or choose from these:
not-understood = Sorry, I did not understand. Try the name of the service in a few words, or choose from these:
not-understood-again = I still cannot understand. Here is the main menu; to speak to a person call the National Contact Centre on { $phone }.
out-of-range = There is no such number here. Type a number from { $first } to { $last }.
no-numbers-here = There are no numbered choices here. Type your question, or 0 for the main menu.
too-long = Your message is long. Please name the service in a few words.
# A message of signs, without words.
only-signs = I found no words in your message. Please type your question, or choose from these:
# Several numbers in one message.
one-number = Please choose one number at a time, such as 3.
insult-reply = I understand your frustration. Type the service you need in a few words, choose from these, or call the National Contact Centre on { $phone }.
# A complaint about a wrong answer where no answer is in view.
complaint-which = Thank you for telling us. Open the answer you mean, then choose "No, not helpful".
# To whoever writes another language: the same text in both files.
foreign-language = Sorry, I can answer in Arabic and English only.
# A recurring question without a service: "how much?" at the main menu.
of-what = Which service do you mean? Type its name with your question, such as "passport renewal fees", or choose from these:
# A code (of a link or a poster) that stands for nothing.
no-such-code = I do not know that code: two letters and five digits. Check it, or type the name of the service, or choose from these:
# A recurring question that the service in view has no answer to.
no-such-question = We have no answer to that question for this service. Choose from these:

## What has changed since the citizen saw it

option-gone = The option you chose is no longer available; this is the nearest menu:
place-gone = The place you were in is no longer available; this is the nearest menu:
option-closed = The option you chose is not available at the moment; this is the nearest menu:
place-closed = The place you were in is not available at the moment; this is the nearest menu:
menu-closed = There are no choices here at the moment.
menu-changed = This menu has changed since you received it; these are its options now:
already-main = You are at the main menu.
first-page = This is the first page.
last-page = This is the last page.
only-page = This menu has only one page.

## Messages that cannot be read

media-voice = I cannot listen to voice messages. Please type your question.
media-image = I cannot receive pictures. For your privacy, do not send photos of your documents here.
media-document = I cannot receive files. Type your question or choose from the list.
# Videos and stickers.
media-other = I cannot view videos or stickers. Please type your question.
unreadable = I cannot read this type of message. Please send your question as text.

## Emergencies

# The first line, which the program makes bold.
emergency-call = Call { $phone } now
# Below the first line, to who writes on after an emergency and is not understood. No promise that
# anybody reads it.
emergency-still =
    At this number there are people who listen and can help. This chat is automated; nobody reads it.
    If the danger has passed, the buttons below lead back to the services.
# Above an ordinary reply, where there may be danger.
emergency-perhaps = If anyone is hurt or in danger, call { $phone } now.

## Offices

# Without stars: the program makes it bold.
nearest-title = Nearest office: { $agency }
nearest-prompt = Send your location with the button below. We do not store it.
nearest-or-number = Or type the number of an office:
nearest-navigation = Main menu 0, back 00.
nearest-distance =
    { $km ->
        [0] The office nearest to you, less than 1 km away.
        [one] The office nearest to you, about { $km } km away.
       *[other] The office nearest to you, about { $km } km away.
    }
none-near = We know of no office of this agency near you.
# A pin outside Jordan.
location-abroad = Your location seems to be outside Jordan.
# A pin where no office was asked for.
location-elsewhere = I received your location. Choose an agency first to see its nearest office.
office-address = Address: { $address }
office-hours = Hours: { $hours }
# Open or closed when the question came, by the clock and never "in an hour".
open-now = Open now.
open-until = Open now, until { $time }.
open-until-day = Open now, until { $day } at { $time }.
closed-now = Closed now by its regular hours.
closed-until-day = Closed now by its regular hours; opens on { $day } at { $time }.
clock-midnight = { $time } midnight
clock-morning = { $time } am
clock-noon = { $time } pm
clock-afternoon = { $time } pm
clock-evening = { $time } pm
office-phone = Phone: { $phone }
# The link follows both of these, alone on its line.
office-map = Map:
office-website = Website:

## Questions back to the citizen

section-choices = Your answer
button-choices = Choose an answer
footer-ask = Type your answer, or: menu · back · help
ask-number = Type a whole number.
ask-number-from = Type a whole number, { $least } or more.
ask-number-to = Type a whole number, { $most } at most.
ask-number-between = Type a whole number from { $least } to { $most }.
ask-date = Type a date such as 23/11/2026.
ask-date-from = Type a date such as 23/11/2026, not before { $least }.
ask-date-to = Type a date such as 23/11/2026, not after { $most }.
ask-date-between = Type a date such as 23/11/2026, from { $least } to { $most }.
ask-text = Type your answer in a few words. We keep it encrypted, and only until you leave this service.
# The end of a span of days.
ask-today = today
ask-misfit = Sorry, that does not answer the question. Please try again:
ask-given-up = I could not understand the answer. Choose from these, or call the agency on { $phone }.
# A place that depends on an answer which is no longer kept.
ask-again = For this I need your answer first:

## Opinion of an answer

button-another-question = Another question
button-another-service = Another service
button-main-menu = Main menu
button-open-link = Open the page
feedback-thanks = Thank you, your opinion helps us improve. Do you need anything else?
feedback-again = Your opinion is already recorded, thank you.
feedback-why = We are sorry. What was wrong with the answer "{ $answer }"?
feedback-contact = To confirm with the agency, call { $phone }.
reason-unclear = The answer is unclear
reason-wrong = Incorrect information
reason-incomplete = Missing information
reason-other-service = Not the service I need
reason-other-service-about = Show services of { $agency }

## Coming back after a while

greeting-return = Welcome back. Would you like to continue where you left off, or start from the main menu?
button-continue = Continue

## Help, privacy and courtesies

help =
    Type your question in your own words, such as "passport renewal fees", or the number of any choice you see.
    For the main menu type "menu" or 0; to go one step back type "back" or 00.
    To turn the pages of a long menu type "more" or "previous".
    To change the language type العربية. To see what we keep about you type "privacy".
privacy =
    We do not keep the text of your messages, and we never ask for a national number or password.
    Your number is kept encrypted, and only until our reply reaches you.
    Your language, your place in the conversation and the answers you rated are kept under a code that stands for your number, and deleted once you have not written for { $days ->
        [one] { $days } day
       *[other] { $days } days
    }.
    What you answer to our questions is kept encrypted until you leave that service or the conversation ends.
    When we find no service for your question, we note a single word of it only after five people used it, and not who they were.
    To delete your data type "erase my data".
erase-confirm = Do you want to delete your data from this service?
erase-yes = Yes, delete it
erase-no = Cancel
erased = Your data is being deleted now. If you write again, we start a new conversation.
thanks-reply = You are welcome. Do you need anything else?
goodbye = Have a good day. Write to us at any time.
human-reply = This is an automated service. To speak to a person, call the National Contact Centre on { $phone }.
apology = Sorry, something went wrong on our side. Please try again shortly.
too-many = You have sent many messages in a short time. Please wait a little, then continue.
late-reply = Sorry, your message reached us late. This is our reply:

## Names of the days and months

weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

# Words for a day, where a date is asked for.
words-yesterday = yesterday | embare7 | mbare7
words-today = today | now | el yom | alyoum | elyoum | elyom
words-tomorrow = tomorrow | tmrw | bukra | bokra

## Words understood at any place: variants between " | ". Case and accents do not matter.

words-menu = menu | main menu | the menu | home | main | start | start over | restart | agencies | qa2ema | al qa2ema | alqaema
words-back = back | go back | step back | return | rujoo3 | rojo3 | erja3
words-more = more | next | next page | almazeed | mazeed | kaman
words-previous = previous | prev | previous page | assabeq | sabeq
words-help = help | help me | how does this work | how to use | instructions | musa3adeh | mosa3ada | sa3edni | i dont understand | i don't understand | what can you do | ma fhmt | mesh fahem
words-privacy = privacy | my privacy | privacy policy | my data | what do you keep | khososiyeh | alkhososiya
words-erase = erase my data | delete my data | remove my data | erase data | delete data | forget me | emsa7 bayanati | e7thef bayanati
words-arabic = arabic | ar | in arabic | arabic please | arabi | 3arabi | 3araby | bil 3arabi | bel3arabi
words-english = English | en | eng | in English | English please | inglizi | englizi | ingleezi | bil inglizi
words-greeting = hi | hii | hello | helo | hey | hi there | hello there | good morning | good afternoon | good evening | good day | greetings | how are you | dear sir | salam | salaam | salam alaikum | salam 3alaikum | assalamu alaikum | asalam alekom | marhaba | mar7aba | mara7eb | ahlan | ahlain | ahlan wa sahlan | hala | ya hala | sabah alkheir | sabah el kheir | saba7 el5er | masa alkheir | masa el kheir | masa el5er | kifak | keefak | kifik | kefak
# In Latin letters, and yet they speak for Arabic: the same list in both files.
words-greeting-arabizi = salam | salaam | salam alaikum | salam 3alaikum | assalamu alaikum | asalam alekom | marhaba | mar7aba | mara7eb | ahlan | ahlain | ahlan wa sahlan | hala | ya hala | sabah alkheir | sabah el kheir | saba7 el5er | masa alkheir | masa el kheir | masa el5er | kifak | keefak | kifik | kefak | ya3tik el3afyeh
words-yes = yes | y | yeah | yep | yes helpful | helpful | useful | na3am | aywa | aiwa | ah | yes please | yup
words-no = no | n | nope | no not helpful | not helpful | not useful | la | la2 | mesh mofeed
words-thanks = thanks | thank you | thank you very much | thanks a lot | many thanks | thx | ty | shukran | shokran | yeslamo | yislamu | mashkoor | thank u | thnx | tnx | thanx | thanks so much | thank you so much | no thanks | no thank you | ok thanks | ok thank you | okay thanks | great | great thanks | perfect | excellent | ok | okay | merci | shukran jazilan | shukran kteer | yeslamo kteer | thank you sir | good | very good | nice | you are great | you're great | you are the best | you're the best | you are very kind | you are so kind | very kind | so kind | so helpful | very helpful
words-goodbye = bye | bye bye | goodbye | good bye | see you | see you later | good night | have a nice day | have a good day | ma3 el salameh | ma3 alsalameh | ma3 salameh | that's all | thats all | that is all | no that's all | no thats all | nothing else | no nothing else
words-human = human | a human | person | real person | agent | operator | representative | employee | customer service | talk to a person | talk to a human | speak to a person | speak to someone | call centre | call center | national contact centre | mowazzaf | mwazzaf | beddi mwazzaf | are you a bot | are you human | who are you | talk to someone | i want to talk to someone | are you a robot | are you real | are you a person | are you a human | is this a bot | is this a robot | is this a human | am i talking to a human | am i talking to a bot | who is this | is anyone there | inta robot | inte robot | inta bot | meen ma3i | anyone there | anybody there | is anybody there | is someone there
# A blessing: a greeting from who comes, thanks from who was answered.
words-blessing = bless you | god bless you | god bless | may god bless you | allah ykhaleek | allah ykhalleek | allah y5aleek | allah ye3afeek | allah y3afeek | allah ya3teek el3afye | ya3tik el3afyeh | ya3teek el3afye | ya3tek el3afye | y3tek el3afye | yateek el afye | allah yewaf2ak | allah ywaf2ak | allah yese3dak | allah yes3dak | allah yebarek feek | el 3awafi
# Said beside greetings, thanks and blessings; nothing by itself.
words-beside = ok | okay | oki | so much | very much | a lot | lots | again | sir | madam | dear | dears | my friend | friend | bro | brother | guys | everyone | all | for your help | for the help | for helping | for helping me | for the information | for the info | for your time | for everything | your help | you | really | very | much | yes | got it | i got it | understood | i understand | have a | and | kteer | ktir | ya | 5ayi | akhi | habibi | 7abibi | wallah | tamam | tmam | mashi | tayeb | 3al musa3adeh | bye
# One of these with one of the next list, and nothing else: somebody wants to speak to a person.
words-person = person | human | agent | operator | representative | employee | employees | someone | somebody | anyone | anybody | staff | manager | supervisor | real | live | mowazzaf | muwazzaf | mwazzaf | mwathaf | mowathaf | 7ada | hada | shakhs | sha5s | bashar
# What a person is asked for with.
words-wish = talk | talking | speak | speaking | chat | want | need | wanna | contact | reach | connect | transfer | get | answer | reply | badi | bdi | bedi | beddi | biddi | biddy | bde | baddi | a7ki | ahki | akallem | atwasal
# They tell nothing of the language: the same list in both files.
words-bare = hi | hii | hello | helo | hey | start | ok | okay | test | testing | ping

## Words understood inside any message of which nothing surer was understood.

words-complaint = wrong information | wrong info | wrong answer | information is wrong | info is wrong | answer is wrong | this is wrong | that is wrong | thats wrong | that's wrong | is wrong | is not correct | not correct | isn't correct | incorrect | not true | inaccurate | outdated | out of date | link does not work | link doesn't work | link is broken | broken link | ghalat | 8ala6 | el jawab ghalat | ma3looma ghalat | mesh mazboot | mish mazboot | mesh sa7
# Understood so that they can be answered kindly; none is ever said.
words-insult = stupid | idiot | idiots | dumb | moron | fuck | fucking | shit | bullshit | asshole | bitch | bastard | you suck | crap | shut up | go to hell | liar | liars | worst service | bad service | terrible service | useless bot | useless service | hate you | 7mar | ya 7mar | hmar | ya kalb | 5ara | khara | ghabi | 8abi | kos omak | kosomak | sharmoota | this is useless | you are useless | youre useless | totally useless | so useless | waste of time | this is garbage | garbage service | this is rubbish | rubbish service | horrible service | awful service | your service is bad | your service is terrible | this is a joke | not helping | khedmetkom zbaleh | zbaleh | bala faydeh
# Of other languages: the same list in both files. Two of them are enough.
words-foreign = bonjour | bonsoir | salut | pourquoi | voudrais | besoin | passeport | pour | mon | mes | votre | vous | nous | je | une | des | les | est | avec | hola | buenos dias | gracias | quiero | necesito | pasaporte | donde | cuanto | para | usted | guten tag | guten morgen | danke | bitte | und | nicht | brauche | mein | ich | wie | buongiorno | grazie | vorrei | ola | obrigado | preciso | pasaport | nasil | icin | istiyorum | lutfen | tesekkurler | tesekkur | saya | mau | paspor | bagaimana | selamat | tolong | terima kasih | kumusta | kamusta | salamat | paano | gusto | kailangan | magkano | ako | namaste | kaise | mujhe | chahiye | kitna | nahi | aap | shukriya | kivabe | dhonnobad | privet | zdravstvuyte | spasibo | salom | ayubowan | asante | naomba
