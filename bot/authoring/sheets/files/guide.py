"""The sheet that tells how to fill the others, in Arabic and English.

Dates within Arabic are isolated: they would be shown from the wrong end.
"""

GUIDE: tuple[tuple[str, str], ...] = (
    ("كيف تُملأ هذه الأوراق", "How to fill these sheets"),
    (
        "ورقة services: سطر لكل خدمة. ورقة questions: سطر لكل سؤال وجوابه. ورقة offices: المكاتب. "
        "ورقة agencies: الجهة نفسها. ورقة kinds للقراءة فقط.",
        "services: a row for each service. questions: a row for each question with its answer. "
        "offices: the offices. agencies: the agency itself. kinds is for reading only.",
    ),
    (
        "لا تغيّر رمزًا موجودًا (agency وservice وquestion وoffice): تبقى به روابط المواطنين حية.",
        "Never change an id that is there (agency, service, question, office): citizens' old "
        "links live by it.",
    ),
    (
        "خدمة جديدة: أضف سطرًا في services واترك رمزها فارغًا، واكتب عنوانها الإنجليزي في خانة "
        "service لأسئلتها في ورقة questions.",
        "A new service: add a row to services and leave its id empty; in questions, write its "
        "English title in the column service of each of its questions.",
    ),
    (
        "اكتب كل نص باللغتين. عنوان السطر 24 حرفًا على الأكثر، والوصف 72. قف على رأس العمود لترى "
        "حدوده.",
        "Write every text in both languages. A title has 24 characters at most, a description 72. "
        "Point at the head of a column to see its limits.",
    ),
    (
        "السؤال المتكرر (kind) مثل fees يأتي بعنوانه وكلماته، فاكتب جوابه فقط. أما السؤال الخاص "
        "فيحتاج عنوانًا.",
        "A recurring question (kind), such as fees, brings its title and keywords: write the "
        "answer alone. A question of its own needs a title.",
    ),
    (
        "ما بين قوسين مثل {hours} و{confirm_fee} يُستبدل عند العرض: اتركه كما هو في اللغتين.",
        "What stands in braces, such as {hours} or {confirm_fee}, is replaced when shown: leave "
        "it as it is, in both languages.",
    ),
    (
        "أرقام الهواتف نصوص لا أرقام. لا تكتب معادلات. التواريخ تواريخ، أو مثل "
        "\u20662026-11-01\u2069.",
        "Phone numbers are texts, not numbers. Write no formulas. Dates are dates, or such as "
        "2026-11-01.",
    ),
    (
        "حذف سطر لا يحذف شيئًا إلا إذا طُلب ذلك صراحةً عند الاستيراد.",
        "Deleting a row removes nothing unless it is asked for when the sheet is taken in.",
    ),
    (
        "العمود الأخير «في الملف أيضًا» للقراءة فقط: يقول ما في الملف عن السطر ولا تعرضه "
        "الورقة، مثل when وask.",
        "The last column, (also in the file), is for reading alone: it names what the file says "
        "of the row and no sheet shows, such as when and ask.",
    ),
    (
        "عمود لملاحظاتك: اجعل رأسه بين قوسين، مثل (ملاحظات).",
        "A column for your own notes: put its head in brackets, such as (notes).",
    ),
)
