//! A group with decisions to make, by the forms that people have.

use support::Server;
use support::html::Form;
use support::http::{Client, Reply};
use support::people::Person;

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_roundtable");

/// The kinds of decision that are open, each with what its form asks for beside the rest. Decision 1 is the first of them.
const KINDS: [(&str, &[(&str, &str)]); 3] = [
    ("vote", &[]),
    ("ranked", &[("options", "A lamp\nA bench\nA bell")]),
    ("shared-budget", &[("budget", "100"), ("options", "A lamp, 40\nA bench, 60.50\nA bell, 20")]),
];
/// What every proposal says.
const PROPOSAL: [(&str, &str); 9] = [
    ("proposal", "A lamp over the door"),
    ("would-do", "There is light"),
    ("cost", "Twelve pounds"),
    ("who-does", "The morning team"),
    ("would-stop", "Nothing"),
    ("bad-for", "The moths"),
    ("overrule", "Nobody can"),
    ("closes", "2028-01-01"),
    ("review-on", "2028-02-01"),
];
/// Where somebody can stand.
pub(crate) const STANDS: [&str; 4] = ["yes", "ok", "not-sure", "worried"];

/// A table with an open account and open decisions that everybody at it can answer.
pub(crate) struct Group {
    pub(crate) server: Server,
    pub(crate) table: String,
    pub(crate) people: Vec<Client>,
    /// Their tokens, in the same order.
    pub(crate) tokens: Vec<String>,
}

impl Group {
    /// So many people, who have said a few things, written an account of them and opened decisions: 1 by a vote, 2 by
    /// putting options in order, 3 by sharing out money.
    pub(crate) fn deciding(people: usize) -> Self {
        let server = Server::serve(PROGRAM);
        let mut persons: Vec<Person> =
            (0..people).map(|number| Person::new(server.address(), &format!("decide{number}"))).collect();
        let table = persons[0].set_table("The door", "public");
        let conversation = persons[0].open(&table);
        for person in &mut persons[1..] {
            person.sit(&table);
        }
        for (number, person) in persons.iter_mut().enumerate().take(3) {
            person.say(&conversation, &format!("The door should have {number} lamps"));
        }
        let tokens: Vec<String> = persons.iter().map(|person| person.token().unwrap().to_owned()).collect();
        let client = |token: &String| {
            let mut client = server.client();
            client.set_cookie(&format!("seat-{table}"), token);
            client
        };
        let people = tokens.iter().map(client).collect();
        let mut group = Self { server, table, people, tokens };
        group.choose_rules();
        group.write_account();
        for (kind, more) in KINDS {
            group.open_decision(kind, more);
        }
        group
    }

    pub(crate) fn at(&self, page: &str) -> String {
        format!("/t/{}{page}", self.table)
    }

    /// Sends a form and gives where it leads.
    #[track_caller]
    fn sent(&mut self, person: usize, form: &Form) -> String {
        let sent = self.people[person].send_form(form).send();
        assert_eq!(sent.status, 303, "{}", sent.words());
        sent.header("location").unwrap().to_owned()
    }

    fn form(&mut self, person: usize, page: &str) -> Form {
        self.people[person].get(page).send().form(page)
    }

    fn choose_rules(&mut self) {
        let page = self.at("/rules/choose");
        let mut form = self.form(0, &page);
        form.fields.retain(|(name, _)| name != "rules");
        form.fields.extend(KINDS.map(|(kind, _)| ("rules".to_owned(), kind.to_owned())));
        self.sent(0, &form);
    }

    fn write_account(&mut self) {
        let page = self.at("/c/1/heard/write");
        let ticked = self.form(0, &page).with("line", "1").pressing("Put them in order");
        let order = self.people[0].send_form(&ticked).send();
        let check = order.form(&page).pressing("See how it will read");
        let check = self.people[0].send_form(&check).send();
        let to = self.sent(0, &check.form(&page).pressing("Send it"));
        assert!(to.starts_with(&self.at("/heard/1")), "{to}");
    }

    fn open_decision(&mut self, kind: &str, more: &[(&str, &str)]) {
        let page = self.at(&format!("/d/new/{kind}"));
        let mut form = self.form(0, &page);
        for (field, words) in PROPOSAL.iter().chain(more) {
            form = form.with(field, words);
        }
        let check = self.people[0].send_form(&form).send();
        assert_eq!(check.status, 200, "{}", check.words());
        let to = self.sent(0, &check.form(&page).pressing("Open the decision"));
        assert!(to.starts_with(&self.at("/d/")), "{to}");
    }

    /// Somebody agrees with a statement.
    pub(crate) fn agree(&mut self, person: usize, statement: u32) {
        let page = self.at(&format!("/c/1/s/{statement}"));
        let form = self.form(person, &page).pressing("Agree");
        self.sent(person, &form);
    }

    /// Somebody answers decision 1.
    pub(crate) fn stand(&mut self, person: usize, stand: &str, words: &str) -> Reply {
        let page = self.at("/d/1");
        let form = self.form(person, &page).with("stand", stand).with("reason", words);
        self.people[person].send_form(&form).send()
    }

    /// Somebody answers all three decisions, and the account; each person in their own way.
    pub(crate) fn answer_all(&mut self, person: usize, words: &str) {
        let stood = self.stand(person, STANDS[person % 4], words);
        assert_eq!(stood.status, 303, "{}", stood.words());
        let page = self.at("/d/2");
        let mut form = self.form(person, &page);
        for option in 0..3 {
            form = form.with(&format!("place-{option}"), &((person + option) % 3 + 1).to_string());
        }
        self.sent(person, &form);
        let page = self.at("/d/3");
        let form = self.form(person, &page).with("want", &(person % 3).to_string());
        self.sent(person, &form);
        let page = self.at("/heard/1/answer/1");
        let form = self.form(person, &page);
        let form = if person.is_multiple_of(3) {
            form.with("not-quite", words).pressing("Not quite")
        } else {
            form.pressing("Yes")
        };
        self.sent(person, &form);
    }
}
