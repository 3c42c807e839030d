"""What people talk of beside services: words that count only where the catalogue itself has them.

`IDLE` words tell a story, a place, a time or good manners; they ask for nothing. `TOPICS` are
matters that people do ask a government, or anybody, about: where the catalogue has not got them, a
query that names one is about something else, and what else it says must not open a service.
"""

import re
from collections.abc import Sequence

from bot.texts.folding import fold

_MANNERS = """
السلام عليكم ورحمة الله وبركاته تحية تحيات تحياتي طيبة طيب طيبين كريمة محترم المحترم محترمين
حضرة حضرتك حضرتكم جنابكم سيدي سيدتي استاذ استاذة استاذي اخي اخوي خوي خيي عمو خالو حبيبي حبايب
غالي الغالي عزيزي يعطيكم عافية الف مية ميت خير الخير بخير جزاك جزاكم يجزيك يجزيكم الجزاء يسعدك
يسعدكم يخليك يخليكم يحفظك يحفظكم يوفقك يوفقكم يرضى يبارك بارك فيكم وفيكم تسلم تسلموا يسلمو مشكور
مشكورين شكر جزيل جزيلا ممنون ممنونكم جهود جهودكم تعاونكم تكرمت تكرمتم تكرم تفضل تفضلوا نرجو يرجى
ارجوكم التكرم اتمنى نتمنى امل رجاء كيفك كيفكم حالك حالكم احوالك اخباركم منيح منيحة شاء انشالله
اوك اوكي اوكيه ماشي ميرسي ثانكس يعافيك يعافيكم يقويك يقويكم يحميك يحميكم ايدك ايديك ايديكم
الحمد لله لحمدلله صباحكم مساءكم نهاركم تصبح تصبحوا رمضان كريم مبارك اسمك عمرك وانتم وانتو
regards greetings hope hoping well fine good great nice best morning evening afternoon
ok okay oki thx thnx tnx thanx ty cheers cool
appreciate appreciated grateful sincerely respectfully advance madame guys bro mate buddy
wondering wonder happy glad sorry excuse worry god bless team
"""
_STORIES = """
افادة افادتي تفيدني تفيدوني تفيدونا تخبرني تخبروني تشرحلي تشرحولي اشرح اشرحلي توضيح وضحلي
تساعدني تساعدوني اسالكم اسالك سالت بسال سائل فهمت افهم بفهم فاهم عارف عارفين بعرفش معرفش اعرفش
سمعت سمعنا قالوا قال قالت قالولي قلت حكولي حكالي حكى حكوا حكت خبروني وصلتني وصلنا اجاني اجتني
اجت اجا جاي جايه جاية جينا رحت راحت رايح رايحة نروح روح اروح يروح بروح انزل نزلت نزل ينزل اطلع
طالع دخلت ادخل فتت مشيت مشان عايش عايشة ساكن ساكنة ساكنين مقيم مقيمة اسكن عايشين نعيش موجودة
متواجد كنا كانوا كنتو صارلي صرلي صارلنا صرلنا لسا لسه هلا هلاء هسع اللحظة مبارح امبارح اليوم
بكره غدا اسبوع اسابيع شهر شهرين شهور اشهر يوم يومين ايام ليلة نهار ساعة ساعتين ساعات دقيقة سنين
سنتين سنوات عام اعوام ماضي الماضي الماضية القادم القادمة الجاي الجاية الحالي الحالية المقبل قديم
زمان منذ لغاية اخر كتير كثير كثيرة كتيرة شوي شوية قليل جدا بسرعة فقط مجرد نوعا غير نفس نفسي
نفسها بنفسي حتى مثل مثلا متل زي يعني بصراحة صراحة المشكلة مشكلة مشكلتي صعب سهل وضع وضعي وضعنا
ظروف ظروفي حالة حالتي سبب بسبب حسب ناوي ناوية بحاجة احتاج حاجة نحتاج بلزمني يلزم يلزمني مجال
بصير بصيرش بنفع بزبط بصحلي بحق يحق بقدرش قادر قادرة اضطر مضطر مستغرب خايف تعبت زهقت جربت حاولت
انتظر استنى استنيت بستنى اتصلت اتصل رنيت حدى احدهم شخصي شباب جماعة عالم بنات زلمة ختي عمي خالي
ستي جدي جدتي سيدي والدي والدتي اهلي بيتنا عيلتنا جيران جارنا صديقي صديق معلمي مواطن مواطنة
اردنية طالب طالبة حبيت اود كذا هيدا هذول هدول تبعهم تبعها مالي عنا عندهم عندها الهم الها لحالي
سوا احط حطيت ابعث بعثت اشوف بشوف شفت شوف شوفلي اعطوني اعطاني عطوني يعطوني ماخذ ماخد ياخذ ياخد
توخذ اوخذ بوخذ نوخذ اخذت اخدت خذ لقيت تعملوا يعملو عملت ساوي سويت
they them he she his her him my mine me us ours who am im ill id lets let been being went gone
go going come came coming live living lived stay said say says told heard think thought believe
understand understood explain please possible able unable allowed try tried trying looking look
looked find finds found wish prefer plan planning soon now today tomorrow yesterday tonight day
days week weeks month months year years hour hours minute ago last next since until till still
already yet before after during while again longer always never ever really actually maybe perhaps
because due too lot lots many more most less few all both every each other others another same
such very quite bit thing things way case situation problem reason kind sort friend friends
brother sister mother father mom dad uncle aunt cousin neighbour neighbor guy man woman people
anyone everyone nobody local old own whole sure correct right hear call called calling wait
waiting waited send sent give gave given bring brought put use using used first-time everything
nothing something anything here near nearby around akhi a5i khayyi ma3ak ma3akom inshallah
inshalla allah wallah walla 7abibi habibi kteer shway shwayy lissa lessa hassa halla2 halla
hala2 mbare7 embare7 bukra lyom elyom sene seneh sneen shahar yom ayyam 7aka 7akooli 2alooli
sme3t ba3ref a3ref mish3aref 3aref kaman mesh esh ishi eshi hek heik hon honak
"""
_PLACES = """
اربد الزرقا الزرقاء زرقاء المفرق مفرق جرش عجلون البلقاء السلط سلط مادبا الكرك كرك الطفيلة معان
العقبة عقبة الرمثا الرصيفة طبربور ماركا صويلح الجبيهة خلدا عبدون نزال ناعور سحاب تلاع بيادر
اللويبدة الاغوار الحسا الشوبك بترا البترا الاردن اردن تويوتا هونداي كيا نيسان مرسيدس
irbid zarqa mafraq jerash ajloun balqa salt madaba karak tafila maan aqaba ramtha abdoun khalda
marka toyota hyundai kia nissan bmw mercedes
"""
# Whoever names another country or its people may want something of its authorities.
_ABROAD = """
امريكا كندا استراليا المانيا بريطانيا لندن فرنسا ايطاليا اسبانيا هولندا السويد اوروبا تركيا
اسطنبول السعودية الرياض جدة الامارات دبي ابوظبي قطر الدوحة الكويت البحرين مسقط اليمن العراق
بغداد سوريا الشام لبنان بيروت فلسطين الضفة القدس غزة القاهرة ليبيا تونس الجزائر المغرب السودان
الهند باكستان بنغلادش الفلبين سريلانكا ماليزيا الصين روسيا اوكرانيا سعودي سعودية سوري سورية
عراقي عراقية يمني يمنية فلسطيني فلسطينية سوداني سودانية لبناني لبنانية ليبي هندي باكستاني امريكي
امريكية كندي كندية بريطاني الماني تركي تركية تايلند اليابان كوريا سويسرا بلجيكا النمسا النرويج
اليونان ايرلندا نيوزلندا ايران افريقيا اسيا جورجيا اذربيجان
usa america amreeka canada australia germany uk britain london france italy spain sweden europe
turkey saudi riyadh emirates uae dubai qatar doha kuwait bahrain oman yemen iraq syria lebanon
palestine egypt india pakistan bangladesh philippines lanka malaysia china russia iraqi syrian
lebanese palestinian yemeni sudanese libyan indian pakistani chinese american canadian british
german turkish thailand japan korea brazil switzerland belgium denmark norway greece ireland
zealand morocco tunisia algeria libya sudan iran israel africa asia
"""
_TOPICS = """
بيتزا منسف كنافة شاورما برغر همبرغر مقلوبة فلافل قهوة وصفة طبخة طبخ مطبخ شيف طعام كافيه فندق
فنادق منتجع شاليه مسبح سينما فيلم افلام مسلسل اغنية اغاني غني مغني حفلة عرس نكتة لعبة العاب كورة
كرة مباراة مباريات ماتش دوري منتخب الوحدات الفيصلي برشلونة لاعب ملعب نادي جيم رياضة رياضيات
فيزياء درس مدرس خصوصي دروس الطقس طقس حرارة ثلج شتا امطار جو الجو ذهب الذهب فضة عيار دولار
الدولار يورو صرف عملات بورصة اسهم بيتكوين ايفون موبايل تلفونات سامسونج لابتوب كمبيوتر تلفزيون
ثلاجة نتفلكس زين اورنج رصيدي شحن نت واي فاي باقة باقات تكسي اوبر طيران تذكرة تذاكر رحلة رحلات
طيارة بنك البنك بنوك ماستركارد صراف اسنان جلدية عيادة صيدلية دوا دواء ريجيم عطر ملابس بلوزة
احذية عروض خصم تنزيلات حظ ابراج زواجات عروس عريس العلم عسكري عسكرية جيش الجيش تجنيد التجنيد
مخابرات سفارة سفارات قنصلية شنغن هجرة لجوء جنسية الجنسية تجنيس جنسيتي حج الحج عمرة العمرة اوقاف
مسجد مساجد امام زكاة صدقة فتوى افتاء شرعية الشرعية نفقة حضانة طلاقي خلع مهر تبني سلاح سلاحي مسدس
بندقية ذخيرة صيد انتخابات انتخاب ناخب نائب نواب بلديات اقتراع وزير وزراء رئيس ملك اختراع براءات
سجن السجن سجين مسجون موقوف محامي محامين قطة قطط حيوان حيوانات بيطري زراعة زراعية مزارع حيازة
اعلاف بئر شمسية طاقة درون طائرة طائرات سفينة قارب مكتبة كتاب كتب متحف اثار سياحة بريدي بورصه
تصدير منشأ منشا مصنع تبرع التبرع بنكي جمعية حزب احزاب نقابة صحيفة اذاعة راديو مناقصة مناقصات
عطاء عطاءات باص حافلة حافلات قطار ميناء بترول بنزين غاز ديزل نكت
pizza burger food recipe cooking restaurant restaurants cafe hotel hotels resort movie
movies film song songs sing music joke jokes game games football soccer match matches score
player gym fitness weather forecast rain snow temperature gold silver dollar euro currency
exchange bitcoin crypto stocks iphone phone laptop tv netflix spotify uber careem taxi flight
flights airline airlines trip tourism atm visa mastercard bank banks dentist clinic pharmacy
medicine diet discount sale sofa lottery horoscope dating girlfriend boyfriend army military
conscription embassy consulate schengen immigration immigrate asylum refugee nationality
naturalisation naturalization citizenship hajj umrah mosque zakat fatwa sharia alimony custody
adopt adoption gun guns weapon weapons pistol rifle hunting fishing election elections vote
voting voter parliament minister president king prime trademark trademarks patent patents
copyright prison prisoner jail lawyer cat cats pet pets farm farming agriculture solar panels
drone boat library book museum export exporting origin ngo union newspaper radio tender tenders
bus train fuel petrol gas diesel repair buy shopping furnished bitza futbol 2ahwe ta2s dahab
dolar 3omra 7ajj jinsiyye jinsiyeh jensiyeh jaish 3askari askari sefara safara fiza matar
mobaraya
"""
# What offers a thing of one's own: never a service, whatever it is called.
_OFFERS = "للبيع للايجار للبدل مفروشة مفروش furnished"
# Asked of a clock or a friend, with the words of questions that services are asked.
_CHATTER = """
قديش الساعة | كم الساعة | كم الساعة الان | قديش الساعة هسا | الساعة كم | اديش الساعة | شو الساعة
شو الوقت | كم الوقت | شو التاريخ | شو تاريخ اليوم | كم التاريخ | شو اليوم | كم عمرك | قديش عمرك
شو اسمك | وين انت | وين انتو | what time is it | whats the time | what is the time | what day is it
what is the date | whats the date | how old are you | where are you from | whats your name
what is your name | 2adesh el sa3a | adesh el sa3a | kam el sa3a
"""
_JOINED = ("و", "ف", "ب", "ل", "ع", "ك")
_SHORTEST = 3
_ARTICLE = "ال"


def _folded(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in fold(text).split())


_IDLE = _folded(_MANNERS, _STORIES, _PLACES)
_TOPIC = _folded(_TOPICS)
_AWAY = _folded(_ABROAD)
_OFFER = _folded(_OFFERS)
_SMALL_TALK = frozenset(fold(phrase) for phrase in re.split(r"[|\n]", _CHATTER) if phrase.strip())


def is_idle(word: str) -> bool:
    """Whether a folded word, as it stands or with small words joined to it, asks for nothing."""
    return _is_among(word, _IDLE)


def is_topic(word: str) -> bool:
    """Whether a folded word names a matter of its own."""
    return _is_among(word, _TOPIC)


def is_abroad(word: str) -> bool:
    """Whether a folded word names another country, or says that somebody is from there."""
    return _is_among(word, _AWAY)


def is_offer(word: str) -> bool:
    """Whether a folded word says that something is for sale or for rent."""
    return word in _OFFER


def is_small_talk(words: Sequence[str]) -> bool:
    """Whether the folded words of a query ask what is no matter of services, as the time is."""
    return " ".join(words) in _SMALL_TALK


def _is_among(word: str, words: frozenset[str]) -> bool:
    if word in words:
        return True
    bare = word[1:] if word.startswith(_JOINED) and len(word) > _SHORTEST else word
    return bare in words or any(form.removeprefix(_ARTICLE) in words for form in (word, bare))
