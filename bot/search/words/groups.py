"""Words of one meaning: what citizens say beside what offices write, in both languages.

A line is a group. Forms that light stemming brings together need not be named twice; verbs are
named in the forms dialect gives them, broken plurals beside their singulars. An indented line
continues the one above.
"""

from bot.search.words.stems import stem
from bot.texts.folding import fold

_GROUPS = """
قيادة سواقة سياقة اسوق سائق سواق driving drive driver سواقين سواقتي بسوق يسوق
سيارة مركبة سيارات مركبات عربية باص تكسي car vehicle auto automobile بكب شاحنة موتور موتوسيكل
  motorcycle truck
تجديد اجدد جدد بجدد نجدد يجدد تجدد مجدد منتهي منتهية ينتهي بينتهي تنتهي بتنتهي انتهت انتهى خلص خلصت
  خلصان خلصانة renew renewal renewing expired expire انتهاء خلصان تخلص بتخلص خالصة خالص جددت جددوا
  expires expiring valid validity صلاحية
فاقد ضاع ضايع ضاعت ضيعت ضيعته مضيع فقدت فقدان مفقود مفقودة انسرق انسرقت سرقوا مسروق lost lose
  stolen missing misplaced ضايعة ضيعتها ضيعنا ضيعو ضيع ضيعتلي سرقة سرقت انسرقوا انتشلوا نشلوا theft
  robbed
تالف تالفة تلف خرب خربان تخرب انكسر تمزق ممزق انشق مبلول damaged torn broken destroyed مهترئ اهترا
  معطوب تمزع
بدل بديل بديلة استبدال replace replacement replacing
اول اولى first
جواز جوازات باسبور باسبورت بسبور passport passports
هوية هويات hawiye id identity
بطاقة بطاقات كرت card cards
عائلة عيلة عيله عائلي اسرة اسر family household
عمل شغل اشتغل وظيفة وظائف توظيف تشغيل work job jobs employment
عامل عمال عمالة worker workers labourer labour
موظف موظفين موظفة employee employees clerk
مياه مي ماء ميه موية water
نقد نقدي مصاري فلوس كاش اموال cash money
راتب رواتب اجر اجور معاش salary wage wages
محل محلات دكان دكانة متجر بقالة مطعم صالون shop store كافيه كافتيريا مخبز سوبرماركت بوتيك bakery
  salon supermarket
ابن ولد بنت طفل اطفال اولاد ابناء صغير child children kid kids son daughter baby infant بنوتة بيبي
  رضيع توام twins
مولود ولادة ميلاد انولد مواليد خلفت birth born newborn خلق انخلق خلفنا جابت
وفاة توفي توفى اتوفى متوفى متوفي مات ماتت ميت وفيات death died dead deceased مرحوم المرحوم توفت
  توفيت يرحمه
بيت منزل دار منزلي home house
عقار عقارات عقاري property realestate estate
دونم dunum
شقة شقق apartment flat
ارض اراضي land lands plot
بيع ابيع بعت بعنا ابيعها بياع بائع sell sale selling sold
شراء اشتريت شريت شاري مشتري buy buying purchase buyer
نقل انقل انتقال تحويل احول تنازل فراغ transfer move moving change
ملكية مالك ownership owner owned
شكوى شكاوى اشتكي اشكي شكوة تشكي complaint complain complaints بشتكي نشتكي اشكيه مشتكي complaining
اعتراض اعترض معترض تظلم طعن رفضوني رفضوا مرفوض objection object appeal contest dispute rejected
  refused بعترض نعترض
مخالفة مخالفات خالفوني انخالفت خالفني رادار fine fines ticket tickets violation speeding مخالفاتي
سير مرور مروري مرورية traffic
تأمين تامين مؤمن insurance insured
اعفاء معفي معفى اعفاءات exemption exempt waiver
علاج اتعالج معالجة مريض مرض treatment medical
مطعوم مطاعيم تطعيم طعم طعومات لقاح لقاحات اطعم vaccine vaccines vaccination immunization
نتيجة نتائج نتايج result results
توجيهي ثانوية tawjihi secondary
مدرسة مدارس مدرسي مدرسية school schools
جامعة جامعات جامعي جامعية بكالوريوس ماجستير دكتوراه university degree bachelor college ماستر
  diploma degrees
تسجيل اسجل سجلت نسجل اسجله registration register registering enrol enroll enrolment سجلنا سجلني
  بسجل نسجله
شركة شركات company companies corporation firm
ايجار اجار مستاجر استئجار اجرت lease rent rental tenant مستأجرين مؤجر اجرة اجارات tenancy landlord
تصديق اصدق مصدق مصدقة ختم اختم توثيق اوثق attest attestation certify certified stamp
  authenticate legalise notarise مختوم مختومة تختيم legalize attested
معادلة اعادل تعادل معادل equivalence equivalency equivalent اعتراف معترف recognise recognised
  recognize recognized recognition accredited
كهرباء كهربا كهربائي electricity power electric
فاتورة فواتير bill bills
انقطاع مقطوعة مقطوع انقطعت قطعت قطع وقف وقفت وقفوا توقف توقفت outage stopped cut
تسرب تسريب تهريب مكسورة leak leaking burst
خادمة خدامة شغالة عاملة maid housekeeper domestic nanny شغالات خدامات helper
وافد وافدين اجنبي اجانب اجنبية foreign foreigner foreigners expatriate
مغترب مغتربين غربة برا خارج الخارج abroad overseas expat
اقامة اقامات residence residency iqama اقامتي
فيزا تاشيرة visa
زائر زيارة سائح visitor visit tourist
افراز فرز قسمة تقسيم نقسم اقسم partition divide split subdivide
ارث ورثة وراثة ميراث وارث الوارث inheritance heirs inherit ورثنا ورثت الوارثين
قوشان كوشان قواشين deed kushan
قيمة سعر تخمين تقدير ثمن value valuation price
قضية قضايا محكمة محاكم case court lawsuit
ابتزاز يبتزني ببتزني بتزني مبتز ابتزني blackmail extortion extort بهددني هددني تهديد threatening
  threat
هكر هكرو تهكير تهكر مخترق اختراق hacked hacker hack
احتيال نصب نصاب نصبوا fraud scam scammed نصبت نصبو scammer
زبالة نفايات قمامة garbage trash rubbish waste حاوية حاويات litter
شارع شوارع طريق حارة رصيف street road الشوارع طرقات
انارة ضو لمبة عامود light lighting عواميد عمود ضواو lamp lights streetlight
حفرة حفر جورة مطب pothole hole حفريات
عجز اعاقة معاق disability disabled handicap
كبار مسن مسنين ختيار ختيارة ستين سبعين ثمانين عجوز elderly senior seniors sixty
تقاعد اتقاعد متقاعد بتقاعد نتقاعد retirement retire retired pension
مبكر بدري بكير early
امومة حامل حمل maternity pregnant pregnancy
تعطل عاطل بطالة متعطل طردوني فصلوني فصل مفصول انفصلت unemployment
  unemployed jobless fired dismissed laid انطردت طردوني استقلت استقالة سرحوني resigned
اصابة اصابات انصبت اتصاوبت تصاوبت انجرحت حادث مصاب injury injured accident hurt وقعت fell broke
معونة مساعدة دعم اعانة aid support assistance subsidy
طوارئ طارئة طارئ عاجل عاجلة مستعجل مستعجلة نجدة emergency urgent
حريق حريقة نار حرق احترق انحرق fire burned burnt
شرطة بوليس police
ضريبة ضرائب ضريبي ضريبية tax taxes
استرداد رد استرد استرجع ارجاع رديات refund reimbursement رجعولي يرجعولي ارجعهم ارجعوا خصموا
  overpaid
تقسيط اقسط قسط اقساط تأجيل اجل instalment instalments installment defer postpone
براءة بري clearance
ذمة ذمم
طرد طرود بريدي امازون تيمو اكسبرس باكج parcel parcels package packages shipment amazon temu
  shein شحنة نون اوردر order orders aliexpress
امتعة شنط شنطة حقيبة luggage baggage bag belongings
اثاث عفش furniture household
جمارك جمرك جمركي تجمرك اجمرك customs
تخليص اخلص clearing clear
استيراد استورد مستوردة import imported
رخصة رخص ترخيص ارخص مرخص licence license licensing rukhsa ليسن لايسن رخصتي
تصريح تصاريح permit permits
كفالة كفيل sponsorship sponsor
بناء ابني بنايه انشاءات انشائي تعمير طابق عمارة building build construction اعمر نعمر بعمر
  extension
مهن مهني business vocational trade
مخطط مخططات خارطة plan map
تنظيمي تنظيم zoning
عداد عدادات meter
تفعيل افعل فعل افعله مفعل activate activation activating
توقيع اوقع امضاء signature sign signing esign
رهن مرهون مرهونة ارهن mortgage lien pledge
فك رفع ازالة release remove
اشتراك اشترك مشترك مشتركين subscription subscribe contribution contributions
شريك شركاء partner partners
سند sanad
وكالة وكيل توكيل اوكل وكلت attorney poa proxy موكل بوكل
تعهد تعهدات undertaking pledge declaration
محكومية محكوم سوابق احكام جزائي conviction criminal
سلوك سيرة conduct behaviour
زواج متزوج تزوجت اتزوجت marriage married wedding متزوجين عزوبية
طلاق مطلقة divorce divorced
منحة منح grant grants
بعثة بعثات مبتعث scholarship scholarships
قرض قروض loan loans
دراسة ادرس دراسي study studying studies
كشف كشوفات statement transcript
فحص فحوصات امتحان امتحانات اختبار test exam examination
مركز مراكز centre center centres centers
مطار مسافر مسافرين traveller travellers traveler passenger passengers airport
دولي دولية international
روضة بستان روضات kindergarten kg nursery
"""


def _concepts() -> dict[str, str]:
    """Each word and stem of a group leads to the group's first stem; earlier lines win."""
    concepts: dict[str, str] = {}
    for line in _GROUPS.replace("\n  ", " ").strip().splitlines():
        words = [fold(word) for word in line.split()]
        concept = stem(words[0])
        for word in words:
            concepts.setdefault(word, concept)
        for word in words:
            concepts.setdefault(stem(word), concept)
    return concepts


_CONCEPTS = _concepts()
GROUPED_WORDS = frozenset(_CONCEPTS)


def term_of(word: str) -> str:
    """The term under which a folded word is indexed: its group's, or else its stem."""
    known = _CONCEPTS.get(word)
    if known is None:
        stemmed = stem(word)
        known = _CONCEPTS.get(stemmed, stemmed)
    return known


UNUSUAL = frozenset(
    map(term_of, ("فاقد", "تالف"))
)  # cases that are asked for by name or not at all
