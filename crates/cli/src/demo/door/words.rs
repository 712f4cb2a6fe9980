//! What people say at this table.

/// A statement, and who agrees with it.
pub(super) struct Said {
    /// The words.
    pub(super) text: &'static str,
    /// Who said it.
    pub(super) by: u32,
    /// How liked it is by all: at 75 nearly everybody agrees.
    pub(super) liked: i32,
    /// How much more those like it who come here than those who work here.
    pub(super) comes: i32,
}

const fn said(by: u32, text: &'static str, liked: i32, comes: i32) -> Said {
    Said { text, by, liked, comes }
}

pub(super) const TABLE: &str = "frntdesk";
pub(super) const INVITATION: &str = "anyday24";

pub(super) const NAME: &str = "The front door at Mill Street";
pub(super) const PURPOSE: &str = "We want a front door that people are glad to come through. We plan it, pay for \
    it and look after it together.\n\nThis is a demonstration. The people and the place are made up.";
pub(super) const AGREEMENT: &str = "Everyone here has the same kind of seat.\nWe say what we can do, not what is \
    wrong with us.\nWhat is promised is written down, with a name and a day.";
pub(super) const QUESTION: &str = "How should the front door at Mill Street feel?";
pub(super) const OPEN: &str =
    "The opening times, the desk, the hall, and what we ask people when they come in.";
pub(super) const FIXED: &str = "The building. It has walls that hold the roof up, and we only rent it.";
pub(super) const WHO_DECIDES: &str = "All of us at this table.";
pub(super) const WHO_SPENDS: &str = "There is £1,200. We share it out together.";
pub(super) const WHO_STOPS: &str = "The landlord can stop changes to walls and pipes.";
pub(super) const HOW_DECIDED: &str = "First we say what we heard. Then we decide, one thing after another.";

pub(super) const SAID: [Said; 12] = [
    said(3, "The front door should be open from eight in the morning.", 78, 10),
    said(1, "Somebody we know should say hello at the door.", 82, 0),
    said(5, "The glass at the desk should go.", 5, 95),
    said(21, "Some of the glass should stay, so that nobody at the desk sits alone with trouble.", 0, -95),
    said(8, "Nobody should be asked for papers before they have sat down.", 70, 15),
    said(24, "There should be a quiet room for those who need less noise.", 76, -5),
    said(12, "Those who come here should help to choose who works at the door.", 10, 80),
    said(0, "The kettle should stand where all of us can reach it.", 74, 5),
    said(18, "When the hall is full, the door should close and say so on the outside.", 8, -85),
    said(10, "A second toilet is worth more than new chairs.", 66, 10),
    said(27, "Dogs should be welcome in the hall.", 25, 20),
    said(15, "The music in the hall should be turned down.", 60, -10),
];
/// Reasons beside answers: statement, person, words.
pub(super) const REASONS: [(u32, u32, &str); 8] = [
    (1, 7, "I have nowhere to be from six to ten. Eight would halve it."),
    (1, 22, "I open up at half past seven anyway."),
    (3, 2, "I can't hear you through it, and you can't hear me."),
    (4, 19, "I was on my own at the desk last winter. I would like a half glass."),
    (5, 11, "By the time they find my papers I have gone again."),
    (6, 25, "I would use it too, after lunch."),
    (10, 4, "We queue for it every morning."),
    (12, 14, "I would come in more if I could hear people."),
];

pub(super) const DISAGREEMENT: &str = "We stop and talk about it in small groups. A week later we answer again. If we still differ, things stay as they are.";
pub(super) const RULES_WHY: &str =
    "We wanted to know how we decide before there was something to fight about.";

pub(super) const LINKING: [&str; 2] = ["It starts before the door:", "And once people are in:"];
/// What some would say instead: whether to the first account, line by its place, person, words.
pub(super) const NOT_QUITE: [(bool, usize, u32, &str); 5] = [
    (true, 1, 6, "Open from eight, yes, but on Sundays too."),
    (true, 2, 23, "Somebody who knows the place. It can't always be the same person."),
    (false, 0, 20, "That is what half of us said. The other half said to keep some of it."),
    (false, 0, 26, "This leaves out why the glass is there."),
    (false, 1, 19, "To choose is too much. To meet them first is fine."),
];
pub(super) const MISSING: [(bool, u32, &str); 3] = [
    (true, 13, "Somewhere dry to leave a bag."),
    (false, 24, "The quiet room. Nearly all of us want it, and it is not in here."),
    (false, 28, "What those of us at the desk need."),
];

/// A proposal in words.
pub(super) struct Put {
    pub(super) what: &'static str,
    pub(super) would_do: &'static str,
    pub(super) cost: &'static str,
    pub(super) who_does: &'static str,
    pub(super) would_stop: &'static str,
    pub(super) bad_for: &'static str,
    pub(super) overrule: &'static str,
}

const NOBODY: &str = "Nobody. The landlord has said in writing that this is ours to decide.";

pub(super) const EIGHT: Put = Put {
    what: "The front door opens at eight.",
    would_do: "The door opens two hours earlier, from Monday to Friday.",
    cost: "Two more hours of work a day. The rota can carry it.",
    who_does: "The morning team, and three people who come here.",
    would_stop: "The team meeting at eight moves to two in the afternoon.",
    bad_for: "People who sleep in the porch. We would have to wake them.",
    overrule: NOBODY,
};
pub(super) const EIGHT_AGAIN: Put = Put {
    what: "The front door opens at eight, and the porch is left in peace until then.",
    would_do: "The door opens two hours earlier, from Monday to Friday. Nobody is woken before eight.",
    cost: "Two more hours of work a day, and tea for the porch.",
    who_does: "The morning team, and three people who come here.",
    would_stop: "The team meeting at eight moves to two in the afternoon.",
    bad_for: "The neighbours, if it gets loud. We will ask them after a month.",
    overrule: NOBODY,
};
pub(super) const MET: &str = "Two of us feared for those who sleep in the porch. They are woken by nobody now, and \
    get a cup of tea at eight.";
pub(super) const MUSIC: Put = Put {
    what: "The music in the hall is turned down, and off on Thursdays.",
    would_do: "People can hear each other. On Thursdays it is quiet all day.",
    cost: "Nothing.",
    who_does: "Whoever is at the desk.",
    would_stop: "The radio at lunch.",
    bad_for: "Those for whom music makes the place feel like home.",
    overrule: NOBODY,
};
pub(super) const PAPERS: Put = Put {
    what: "Nobody is asked for papers before they have sat down and had a cup of tea.",
    would_do: "People come in, sit down and are asked later, by somebody who sits beside them.",
    cost: "About ten minutes for each new person.",
    who_does: "All who work at the door.",
    would_stop: "The form at the desk.",
    bad_for: "The person at the desk, when five new people come at once.",
    overrule: "The council asks for a count each month. It has said that this may come later in the day.",
};
pub(super) const CORNER: Put = Put {
    what: "What goes into the corner by the window?",
    would_do: "The old cupboard goes. One new thing takes its place.",
    cost: "Up to £150, from the tin.",
    who_does: "The Wednesday repair group.",
    would_stop: "The cupboard. What is in it moves to the cellar.",
    bad_for: "Whoever needs the cupboard each day. Nobody we asked does.",
    overrule: NOBODY,
};
pub(super) const OPTIONS: [&str; 4] =
    ["The kettle and cups for all", "A shelf for bags", "Two soft chairs", "Plants"];
pub(super) const MONEY: Put = Put {
    what: "How do we share out the £1,200?",
    would_do: "We pay for as many of these as the money covers. Each of us has a part in it.",
    cost: "£1,200, all from this year's gift.",
    who_does: "Two of us drawn by lot buy the things and show each bill.",
    would_stop: "Nothing.",
    bad_for: "Those whose wish is not paid for. We will keep the list for next year.",
    overrule: "The landlord, for pipes. He has said so before we began.",
};
/// What could be paid for, in pounds; which of those who come, and of those who work, want it: every person whose number
/// is a multiple of the first or the second.
pub(super) const PROJECTS: [(&str, u64, u32, u32); 6] = [
    ("A second toilet", 900, 3, 5),
    ("A door to the quiet room", 400, 2, 1),
    ("A half glass at the desk", 350, 7, 1),
    ("Ten soft chairs", 600, 4, 4),
    ("A bell that can be heard in the porch", 120, 1, 3),
    ("A shelf for bags", 180, 1, 2),
];
pub(super) const TOILET: Put = Put {
    what: "Should the landlord build a second toilet?",
    would_do: "There would be two. The queue in the morning would be gone.",
    cost: "About £9,000, which is the landlord's to spend.",
    who_does: "The landlord's builder.",
    would_stop: "The store room beside the kitchen.",
    bad_for: "The kitchen, for a month of dust.",
    overrule: "The landlord decides. We can only advise, and he has to answer by the day below.",
};
pub(super) const LANDLORD: &str = "The landlord of Mill Street";
pub(super) const DOGS: Put = Put {
    what: "Dogs are welcome in the hall.",
    would_do: "People can come in with their dogs. There is a bowl of water.",
    cost: "A bowl, and sweeping up.",
    who_does: "Those who bring a dog.",
    would_stop: "Tying dogs up outside.",
    bad_for: "People who are afraid of dogs, and those with allergies.",
    overrule: NOBODY,
};
pub(super) const CHOOSE: Put = Put {
    what: "Two people who come here help to choose who works at the door.",
    would_do: "They meet each person first, ask what they like, and have an equal say with the two who work here.",
    cost: "Two mornings for each new job, paid like everybody's.",
    who_does: "Two people drawn by lot, and the team.",
    would_stop: "The team choosing on its own.",
    bad_for: "Somebody new, who has to meet four people in place of two.",
    overrule: "The board signs the contract. It has said that it will sign what we choose.",
};

/// Words beside ballots: which decision, who, words.
pub(super) const WORRIES: [(u32, u32, &str); 2] = [
    (1, 9, "Who wakes those in the porch, and how? I was woken with a boot once."),
    (1, 16, "I sleep there some nights. I want to be asked first."),
];
pub(super) const DISSENT: [(u32, u32, &str); 4] = [
    (3, 5, "The radio is the only voice I hear some days."),
    (3, 20, "Off on one day is a rule that nobody will remember."),
    (4, 26, "I say yes, but do not leave me alone with five at once."),
    (7, 8, "I would rather have it this year than the best one in three years."),
];

/// Who was not here, as the group answers it: who, how they were reached, how many expected, how many heard.
pub(super) const NOT_HERE: [(&str, &str, u32, u32); 3] = [
    ("People who come at night", "In the room, with soup", 15, 9),
    ("People who work at weekends", "By phone", 12, 8),
    ("Neighbours", "On paper through the door", 40, 11),
];
pub(super) const NOT_HERE_WORDS: &str =
    "Nobody who has stopped coming was asked. Two of us know some of them and will ask before the review.";

/// Promises: who, what, and the last news.
pub(super) const OPENS: (&str, &str, &str) = (
    "The morning team",
    "The door opens at eight from the first Monday of the month.",
    "It has been open at eight every weekday since. Tea in the porch too.",
);
pub(super) const QUIETER: (&str, &str, &str, &str) = (
    "Everyone at the desk",
    "The music is down, and Thursdays are quiet. A sign says so.",
    "Most days. The sign is still being painted.",
    "The sign is up. Thursdays are quiet, but for the radio at lunch.",
);
pub(super) const SITS: (&str, &str) =
    ("The team leader", "A new way to ask new people, sitting down, is written and tried out.");
pub(super) const KETTLE: (&str, &str, &str) = (
    "The Wednesday repair group",
    "The kettle and cups stand in the corner, on a table that holds them.",
    "The table is built. The varnish has to dry.",
);
pub(super) const BOUGHT: (&str, &str, &str) = (
    "Two of us drawn by lot",
    "Everything that was paid for is bought, and the bills hang in the hall.",
    "All bought. The bills hang beside the notice board.",
);
pub(super) const LAMP: (&str, &str, &str, &str) = (
    "The council's buildings team",
    "A lamp outside shows when the hall is full.",
    "Ms Okafor, for the buildings team",
    "The money went to the roof, after the storm. We will say so earlier next time.",
);
pub(super) const QUIET: (&str, &str) =
    ("The kitchen group", "The store room is cleared out, so that it can be the quiet room.");

/// Everything a person can read here.
#[cfg(test)]
pub(in crate::demo) fn all() -> Vec<&'static str> {
    let mut all = vec![
        NAME,
        PURPOSE,
        AGREEMENT,
        QUESTION,
        OPEN,
        FIXED,
        WHO_DECIDES,
        WHO_SPENDS,
        WHO_STOPS,
        HOW_DECIDED,
        DISAGREEMENT,
        RULES_WHY,
        MET,
        LANDLORD,
        NOT_HERE_WORDS,
        OPENS.0,
        OPENS.1,
        OPENS.2,
        QUIETER.0,
        QUIETER.1,
        QUIETER.2,
        QUIETER.3,
        SITS.0,
        SITS.1,
        KETTLE.0,
        KETTLE.1,
        KETTLE.2,
        BOUGHT.0,
        BOUGHT.1,
        BOUGHT.2,
        LAMP.0,
        LAMP.1,
        LAMP.2,
        LAMP.3,
        QUIET.0,
        QUIET.1,
    ];
    all.extend(SAID.iter().map(|said| said.text));
    all.extend(REASONS.iter().map(|(.., words)| *words));
    all.extend(LINKING);
    all.extend(NOT_QUITE.iter().map(|(.., words)| *words));
    all.extend(MISSING.iter().map(|(.., words)| *words));
    all.extend(OPTIONS);
    all.extend(PROJECTS.iter().map(|(what, ..)| *what));
    all.extend(WORRIES.iter().chain(&DISSENT).map(|(.., words)| *words));
    all.extend(NOT_HERE.iter().flat_map(|(who, how, ..)| [*who, *how]));
    for put in [EIGHT, EIGHT_AGAIN, MUSIC, PAPERS, CORNER, MONEY, TOILET, DOGS, CHOOSE] {
        let Put { what, would_do, cost, who_does, would_stop, bad_for, overrule } = put;
        all.extend([what, would_do, cost, who_does, would_stop, bad_for, overrule]);
    }
    all
}
