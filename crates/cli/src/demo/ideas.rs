//! What is said in the demonstration: the source's three frames, its examples and its three principles as
//! statements of our own, what others might say to them, and how liked each is.

use table::Choice::{self, Agree, Disagree, Pass};

use super::people::OPENED;

/// A statement, and what moves people to agree with it.
#[derive(Clone, Copy)]
pub(super) struct Idea {
    /// The words.
    pub(super) text: &'static str,
    /// The day it is said, counted from today.
    pub(super) said: i32,
    /// The day it is taken back, if it is.
    pub(super) taken_back: Option<i32>,
    /// How liked it is by all: at 75 about nine in ten agree, at 0 half of those who take a side.
    pub(super) liked: i32,
    /// How much more those like it who would share all power.
    pub(super) power: i32,
    /// How much more those like it who would wait for everyone.
    pub(super) pace: i32,
    /// How much harder than others it is to be sure about.
    pub(super) unsure: i32,
    /// The side to which it matters a lot.
    pub(super) strong: Option<Choice>,
    /// Reasons that people give beside their answers.
    pub(super) because: &'static [(Choice, &'static str)],
}

const fn idea(text: &'static str, liked: i32) -> Idea {
    Idea {
        text,
        said: OPENED,
        taken_back: None,
        liked,
        power: 0,
        pace: 0,
        unsure: 0,
        strong: None,
        because: &[],
    }
}

impl Idea {
    const fn on(self, said: i32) -> Self {
        Self { said, ..self }
    }

    const fn gone_on(self, day: i32) -> Self {
        Self { taken_back: Some(day), ..self }
    }

    const fn power(self, power: i32) -> Self {
        Self { power, ..self }
    }

    const fn pace(self, pace: i32) -> Self {
        Self { pace, ..self }
    }

    const fn unsure(self, unsure: i32) -> Self {
        Self { unsure, ..self }
    }

    const fn strong(self, side: Choice) -> Self {
        Self { strong: Some(side), ..self }
    }

    const fn because(self, because: &'static [(Choice, &'static str)]) -> Self {
        Self { because, ..self }
    }
}

/// Everything that is said, in the order of the source rather than of the days.
pub(super) const IDEAS: [Idea; 44] = [
    // What it is.
    idea("Co-production means working hand in hand, from the first day to the last.", 78).because(&[
        (Agree, "Too often we are asked in when the plan is already made."),
        (Disagree, "I can't be there every day. I can still be part of it."),
    ]),
    idea("Co-production is a partnership. Nobody is only a helper, and nobody is only helped.", 70).power(15),
    idea("People do not need fixing. We start from what each of us is good at.", 82).strong(Agree).because(
        &[(Agree, "I was asked what is wrong with me for years. Then one person asked what I can do.")],
    ),
    idea("We do not need one meaning of co-production. Doing it matters more.", -5)
        .on(-18)
        .pace(-90)
        .because(&[(Agree, "We spent four meetings on the meaning. Then the money was gone.")]),
    idea("If we never say what co-production is, people can use the word for anything.", 15)
        .on(-17)
        .pace(75)
        .because(&[(Agree, "Our council used the word for a form we had to fill in.")]),
    idea("We should stop saying co-production. Hardly anyone knows the word.", -32)
        .on(-12)
        .power(20)
        .pace(-45)
        .strong(Agree)
        .because(&[(Agree, "My mum asked what I do on Thursdays. I could not tell her in words she knows.")]),
    // What it is for.
    idea("Co-production lets everyone see how things are decided, and why.", 76),
    idea("Working together stops services from guessing what people want.", 72)
        .because(&[(Agree, "They gave us a computer room. We had asked for a washing machine.")]),
    idea("A place gets better for all when all of us help to plan it.", 74).on(-19),
    idea("Co-production saves money in the end.", 6)
        .on(-16)
        .pace(10)
        .unsure(32)
        .because(&[(Pass, "I would like to see the sums first.")]),
    idea("Asking people what they think is enough. They need not help to decide.", -75)
        .on(-15)
        .power(-20)
        .strong(Disagree)
        .because(&[(Disagree, "I have been asked nine times. I have not seen one thing change.")]),
    // What makes it work.
    idea("Co-production only works when the whole team takes part, not one keen person.", 72)
        .because(&[(Agree, "When she moved to another job, it all stopped.")]),
    idea("Those who have power must give some of it away, or nothing will change.", 62)
        .power(35)
        .because(&[(Agree, "We got to choose the paint. They kept the keys.")]),
    idea("Somebody has to be in charge at the end, or nothing gets done.", 0).power(-100).because(&[
        (Agree, "When the roof leaks, I want to know who to ring."),
        (Disagree, "We ran the garden for three years without a boss. The beans still grew."),
    ]),
    idea("A group with nobody in charge can decide things well.", -4).on(-14).power(95),
    idea("One small change now is better than a perfect plan next year.", 4).pace(-100).because(&[
        (Agree, "I may not be here next year."),
        (Disagree, "The quick ones always leave the same people out."),
    ]),
    idea("We should wait until everyone can join in, even if it takes months.", 2)
        .on(-13)
        .pace(95)
        .because(&[(Agree, "One of us needed two months to trust the rest. He had the best idea of all.")]),
    idea("When people help to make a thing, they also look after it.", 76).on(-17),
    idea("A service with lots of strict rules cannot work this way.", -8).on(-18).power(85).because(&[(
        Disagree,
        "We work in a place with very strict rules. We still plan the week together.",
    )]),
    idea("Some rules keep people safe. Those rules should stay.", 52)
        .on(-11)
        .power(-50)
        .strong(Disagree)
        .because(&[(Disagree, "Every rule that shut me out was called a safety rule.")]),
    idea("Tell us at the start what can change and what cannot.", 86)
        .strong(Agree)
        .because(&[(Agree, "A plain no on the first day is kinder than a slow one.")]),
    // No one person owns the truth.
    idea("Nobody knows the whole truth. Together we know more.", 80),
    idea("One expert should write the page. The rest of us can check it.", -70).on(-9).pace(-25),
    // Everyone can sit at the table as an equal.
    idea("Everyone should get what they need to join in: a bus fare, food, or a friend.", 80).on(-19),
    idea("A seat at the table is no use if the papers come the night before.", 70).on(-16),
    idea("Those who live with a decision should count for more than those who do not.", -6)
        .on(-14)
        .power(85)
        .because(&[(Agree, "You go home at five. I live there.")]),
    idea("At the table, everyone should count the same.", 14).on(-12).power(-75),
    idea("Everyone who gives their time here should be paid for it.", 50).on(-15).power(22),
    idea("Pay would spoil it. I come because I care.", -42).on(-10).power(-12).strong(Agree).because(&[
        (Agree, "It is the one place where nobody pays me and nobody owes me."),
        (Disagree, "I care too. I also have to eat."),
    ]),
    // We look at what we bring.
    idea("Nobody should have to tell their story to be listened to.", 74)
        .on(-13)
        .strong(Agree)
        .because(&[(Agree, "I told it once and it was on a poster. I did not know.")]),
    idea("What I can do says more about me than what I have been through.", 42).on(-8).unsure(8),
    // What others do.
    idea("Leave job titles at the door, as people at Shelter have tried.", 0)
        .on(-18)
        .power(60)
        .pace(45)
        .because(&[
            (Agree, "The first time, I did not know who was who. I talked more."),
            (Disagree, "Hiding the title does not hide the power."),
        ]),
    idea("When people speak, I want to know if they work for the service.", 6).on(-11).power(-55).pace(-45),
    idea("Tenants should have a real say in how their homes are run, as at SHP.", 76).on(-17),
    idea("All of us should give help and get help, as people do at Dragon Café.", 72)
        .on(-16)
        .because(&[(Agree, "I came in for soup. Now I make it on Mondays.")]),
    idea("Going online can bring more people in, if it is done the way Groundswell does.", 8)
        .on(-10)
        .pace(12)
        .unsure(30)
        .because(&[(Pass, "It works for me. I do not know about my neighbours.")]),
    idea("If a thing is only online, it is not for everyone.", 48).on(-9).pace(45).strong(Disagree),
    idea("A play, as with Cardboard Citizens, can change more minds than a report.", 10)
        .on(-7)
        .pace(-20)
        .unsure(24),
    idea("People who come to a place should help to run it, as at the Booth Centre.", 70).on(-8).power(12),
    idea("Some meetings should have no paid staff in the room.", -30)
        .on(-6)
        .power(62)
        .strong(Agree)
        .because(&[(Agree, "We say other things when nobody is writing it down for work.")]),
    // Taken back by the person who said it.
    idea("I am cross about last week, and some of you know why.", -10).on(-13).gone_on(-10),
    // Said last: few have answered.
    idea("Children should help to decide too.", 20).on(-1).power(40),
    idea("We should meet out of doors and walk while we talk.", 0).on(0),
    idea("Each of us should swap jobs for one day a year.", 10).on(0),
];
