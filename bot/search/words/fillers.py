"""Words that tell how somebody asks, not what for; and those that stand in half of all requests."""

from bot.texts.folding import fold

_ARABIC = """
بدي بدنا بدو بدها بدهم بدك ابي ابغي ابغا اريد نريد اود ارغب احتاج محتاج محتاجه عايز حاب حابب
لازم لازمني ممكن ياريت لو سمحت سمحتم سمحتي رجاء ارجو الرجاء من فضلك فضلكم تكرما بليز اذا شو شنو
ايش وش اش ما ماذا ماهي ماهو هل هو هي هم انا انت انتم احنا نحن مين متي امتي ايمتي ايمت كيف كيفيه
شلون وين فين اين منين لوين ليش ليه لماذا كم قديش اديش اي ايه الي اللي الذي التي علي عليه عليها
علينا عليي عن في فيه فيها فيني بي به بها مع معي معاي معنا معه معها عند عندي عندنا عندو عنده عندك
لي الك الكم النا الو لنا له لها لهم لابني لبنتي اليه حتي عشان علشان منشان مشان لاجل كي لكي بعد
قبل خلال بين او ام ثم لكن بس كمان برضو ايضا كل كلشي شي شيء اشي هاي هاد هاذ هذا هذه هذي ذلك تلك
هيك هناك هناي هون هونا مش مو مب ليس لا لم لن مافي نعم اه ايوا طيب تمام يا يلا والله رح راح عم
قاعد كان كانت كنت يكون تكون صار صارت اصير بصير يصير بقدر اقدر تقدر يمكن يمكنني استطيع قدر اعمل
اعملها بعمل نعمل يعمل اسوي بسوي سوي اساوي اعرف بعرف نعرف معرفه احكي احكيلي قولي خبرني ساعدوني
ساعدني دلني دلوني افيدوني سؤال سوال استفسار استفسر اسال مرحبا اهلا هلا سلام السلام عليكم صباح
مساء الخير شكرا يعطيك العافيه لطفا حاليا الان اليوم هسا هلق هلقيت بكرا راضي زابط ضبط تبع تبعي
تبعنا تبعت تبعتي تاع خاص بخصوص بخص موضوع حول طريقه وحده واحد حدا احد اهم افضل احسن يوجد موجود
توجد بلاقي الاقي لاقي القي وصلني قريب اقرب ابن ابني بنتي ابوي امي اخوي اختي مرتي زوجتي زوجي جوزي
صاحبي ناس الناس عمره عمرها عمري سنه انو انه ان قد لقد منه منها مني مره
"""
_ENGLISH = """
a an the of to for from in on at by with about into my me i im ive you your we our us it its is
are was be been am do does did doing done can could would should will shall may might must have
has had having need want wants wanted like get getting got gets take make please pls plz kindly
thanks thank hello hi hey dear sir madam what whats which who whom whose where when why how and
or but if then than as so that this these those there here some any just also only one ones
someone somebody something know tell show help ask question info information details jordan
jordanian jo s t m d
not no dont didnt cant wont never very much too time times
"""
_ARABIZI = """
el al il l w wa bel bil lel lil 3al 3ala 3an min men mn fi fe la ma mish mesh msh mo shu sho
shoo eish esh kif keef kef kefeh wein ween wen fein adesh addesh 2adesh 2addesh kam emta imta
lesh leish bde bdi bedi beddi biddi baddi bddi badi biddy badna bedna ana inta ente e7na 3endi
3indi 3andi 3nd 3and 3end ma3i ma3 la2eno 3ashan 3shan mshan 2ele eli elli illi hay had hada law
sama7t mumken momken lazem lazim 2ader a3mal 3amal2 ya yalla sar kteer ktir
"""
_BOTH_ENGLISH_AND_ARABIZI = "a an me s t m d jo"
_WEAK = """
اصدار استخراج اطلع اطلعله اطلعها بطلع نطلع يطلع تطلع طلع طلعت استخرج اطلب بطلب طلب طلبات تقديم
اقدم بقدم نقدم قدمت معامله معاملات خدمه خدمات الكتروني الكترونيا الكترونيه اونلاين حكومي حكوميه
حكومه وزاره دائره دايره موسسه الاردن اردني اردنيه عمان شخص دفع ادفع بدفع اخذ اخد باخد اجيب اجيبه
بجيب جيب اشتري بشتري اخلص خلال عادي عاديه رسمي رسميه مواطن مواطنين سفر جديد جديده مال امتحان ورق
بلد الاهل اهل عيد وقت سريع استعلام حجز موعد احجز تعديل تغيير تحديث بيانات شروط شرط شهاده ورقه
issue issuing issuance obtain apply application request service services government gov ministry
department online electronic new official jordanian amman card certificate document documents
pay payment paying person people citizen file start open check status travel public national
"""


def _folded(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


ARABIC_FILLERS = _folded(_ARABIC)
ENGLISH_FILLERS = _folded(_ENGLISH)
ARABIZI_FILLERS = _folded(_ARABIZI)
ONLY_ENGLISH = ENGLISH_FILLERS - ARABIZI_FILLERS - _folded(_BOTH_ENGLISH_AND_ARABIZI)
ONLY_ARABIZI = ARABIZI_FILLERS - ENGLISH_FILLERS
WEAK = _folded(_WEAK)
