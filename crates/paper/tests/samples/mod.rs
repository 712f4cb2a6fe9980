//! Papers for the tests, and for the checker of PDF/UA.

use paper::{Block, Fact, Paper, Section, Sheet};

/// Every paper, with a name for its file.
pub(crate) fn all() -> Vec<(&'static str, Paper)> {
    vec![
        ("plain", plain()),
        ("long", long()),
        ("scripts", scripts()),
        ("hostile", hostile()),
        ("bare", bare()),
    ]
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

fn said(words: &str, note: Option<&str>) -> Block {
    Block::Said { words: words.to_owned(), note: note.map(str::to_owned) }
}

fn fact(name: &str, value: &str) -> Fact {
    Fact { name: name.to_owned(), value: value.to_owned() }
}

fn section(heading: &str, blocks: Vec<Block>) -> Section {
    Section { heading: heading.to_owned(), blocks }
}

/// Minutes as a table might file them, with every kind of block.
pub(crate) fn plain() -> Paper {
    Paper {
        language: "en-GB".to_owned(),
        title: "What we decided at Mill Street".to_owned(),
        facts: vec![
            fact("Table", "Mill Street front door"),
            fact("From", "1 March 2026"),
            fact("To", "3 May 2026"),
            fact("How we decide", "A vote: more than half of the answers, and at least 20 answers"),
        ],
        sections: vec![
            section(
                "What we heard",
                vec![
                    Block::Plain(
                        "42 people took part. The group agreed this account on 2 April 2026.".to_owned(),
                    ),
                    Block::Heading("What most of us said".to_owned()),
                    said(
                        "Open the door at 8, before work starts.",
                        Some("31 of 42 agree. 4 disagree. 7 are not sure."),
                    ),
                    said("I waited in the rain twice.\nNobody said sorry.", Some("28 of 42 agree.")),
                    Block::Heading("What some of us said".to_owned()),
                    said("Leave it as it is.", None),
                    Block::List(words(&[
                        "Nobody from the night shift answered.",
                        "Two people were not sure that this covers what they meant, and said so in words of their own, \
                         which stand in the full account.",
                    ])),
                ],
            ),
            section(
                "What we decided",
                vec![
                    Block::Facts(vec![fact("Yes", "27"), fact("No", "6"), fact("Not sure", "3")]),
                    Block::Sheet(Sheet {
                        caption: "What we promised".to_owned(),
                        head: words(&["Promise", "Who", "By when", "How it stands"]),
                        rows: vec![
                            words(&[
                                "Open the front door at 8 on working days",
                                "The reception team",
                                "1 June 2026",
                                "Kept",
                            ]),
                            words(&[
                                "Put a roof over the door",
                                "The estates team",
                                "1 December 2026",
                                "Open",
                            ]),
                            words(&["Tell the night shift what came of it", "The group", "1 June 2026", ""]),
                        ],
                    }),
                ],
            ),
        ],
        foot: "What we decided at Mill Street. Made by Roundtable on 4 May 2026.".to_owned(),
    }
}

/// 200 quotes and a table of 300 rows.
pub(crate) fn long() -> Paper {
    let quote = |number: usize| {
        said(
            &format!(
                "This is what person {number} said, {}",
                "and then they went on for a while ".repeat(number % 9)
            ),
            number.is_multiple_of(3).then_some("20 of 42 agree."),
        )
    };
    let row = |number: usize| {
        let many =
            if number == 150 { "A cell that is longer than a page. ".repeat(120) } else { String::new() };
        vec![
            format!("Promise {number}: {}", "do what was asked ".repeat(number % 5)),
            format!("{} May 2026", number % 31 + 1),
            format!("Open. {many}"),
        ]
    };
    Paper {
        language: "en".to_owned(),
        title: "Everything that was said".to_owned(),
        facts: vec![fact("Table", "A long one")],
        sections: vec![
            section("Quotes", (1..=200).map(quote).collect()),
            section(
                "Promises",
                vec![Block::Sheet(Sheet {
                    caption: "All promises".to_owned(),
                    head: words(&["Promise", "By when", "How it stands"]),
                    rows: (1..=300).map(row).collect(),
                })],
            ),
        ],
        foot: "A foot that is so long that it takes more than one line, because somebody wanted to say the name of the \
               table, the name of the place, and the day it was made."
            .to_owned(),
    }
}

/// Words in many scripts, also mixed.
pub(crate) fn scripts() -> Paper {
    let all = [
        "قال الناس إن الباب يجب أن يفتح في الساعة 8:00 صباحا (قبل العمل).",
        "دروازہ صبح آٹھ بجے کھلنا چاہیے۔ میں نے بارش میں انتظار کیا، اور کسی نے معافی نہیں مانگی۔",
        "הדלת צריכה להיפתח בשעה 8, and then שוב at 9.",
        "我们希望大门在八点打开。我在雨里等了两次，没有人道歉。這裡也有繁體字。",
        "ドアは八時に開けてください。",
        "문을 여덟 시에 열어 주세요.",
        "दरवाज़ा सुबह आठ बजे खुलना चाहिए।",
        "দরজা সকাল আটটায় খোলা উচিত।",
        "ਦਰਵਾਜ਼ਾ ਸਵੇਰੇ ਅੱਠ ਵਜੇ ਖੁੱਲ੍ਹਣਾ ਚਾਹੀਦਾ ਹੈ।",
        "દરવાજો સવારે આઠ વાગ્યે ખૂલવો જોઈએ.",
        "கதவு காலை எட்டு மணிக்கு திறக்க வேண்டும்.",
        "ประตูควรเปิดตอนแปดโมงเช้า",
        "በሩ በስምንት ሰዓት መከፈት አለበት።",
        "Drzwi powinny być otwarte o ósmej. Двері мають відчинятися о восьмій. Η πόρτα στις οκτώ.",
        "Albaabku waa inuu furmaa. Pintu. Cửa nên mở lúc tám giờ. E\u{301}te\u{301}.",
        "😀🎉 good 👩🏽‍🦽 and 🤝🏾, 🇬🇧 ❤\u{fe0f} ✓ ☕",
        "𓀀𓀁 \u{e000} \u{10ffff} \u{fffe} \u{feff}a\u{0}b\u{7}c\u{202e}abc\u{200b}d\u{ad}e",
    ];
    Paper {
        language: "en".to_owned(),
        title: "In many scripts: 你好 مرحبا 😀".to_owned(),
        facts: vec![fact("שלום", "عربي"), fact("English", "中文")],
        sections: vec![
            section("Quotes عربي", all.iter().map(|words| said(words, Some("5 agree."))).collect()),
            section(
                "A table",
                vec![Block::Sheet(Sheet {
                    caption: "Words".to_owned(),
                    head: words(&["Words", "Again"]),
                    rows: all.iter().map(|line| words(&[line, line])).collect(),
                })],
            ),
        ],
        foot: "قال الناس".to_owned(),
    }
}

/// Words that would do harm if anything ran them.
pub(crate) fn hostile() -> Paper {
    let all = [
        ") Tj ET Q endstream endobj (",
        "<</Type/Action/S/JavaScript/JS(app.alert(1))>>",
        "/OpenAction /URI /EmbeddedFile /JavaScript /Launch",
        "https://example.org/?a=1&b=2 javascript:alert(1)",
        "<script>alert(1)</script> &amp; \"quoted\" 'single'",
        "=HYPERLINK(\"https://example.org\")",
        "\\)\\(\\\\ %PDF-1.4 %%EOF trailer << /Root 1 0 R >>",
        "DonaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftDonaudampfschifffahrts",
    ];
    Paper {
        language: "en".to_owned(),
        title: "</title><script>alert(1)</script> ) Tj /URI".to_owned(),
        facts: all.iter().map(|line| fact(line, line)).collect(),
        sections: vec![section(
            all[1],
            vec![
                Block::Heading(all[2].to_owned()),
                Block::Plain(all.join(" ")),
                said(all[3], Some(all[4])),
                Block::List(words(&all)),
                Block::Sheet(Sheet {
                    caption: all[0].to_owned(),
                    head: words(&all),
                    rows: vec![words(&all), words(&all[..3])],
                }),
            ],
        )],
        foot: all[5].to_owned(),
    }
}

/// Nothing but what must be there, and blocks with nothing in them.
pub(crate) fn bare() -> Paper {
    let empty = Sheet { caption: String::new(), head: Vec::new(), rows: Vec::new() };
    let blank = Sheet { caption: String::new(), head: words(&["", ""]), rows: vec![words(&["", ""])] };
    Paper {
        language: "en".to_owned(),
        title: "Bare".to_owned(),
        facts: Vec::new(),
        sections: vec![
            section("", Vec::new()),
            section(
                "",
                vec![
                    Block::Heading("Under no heading".to_owned()),
                    Block::Plain(String::new()),
                    said("", None),
                    said("", Some("A note on nothing.")),
                    Block::List(Vec::new()),
                    Block::Facts(Vec::new()),
                    Block::Facts(vec![fact("", "A value"), fact("A name", ""), fact("", "")]),
                    Block::Sheet(empty),
                    Block::Sheet(blank),
                ],
            ),
        ],
        foot: String::new(),
    }
}
