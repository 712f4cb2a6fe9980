//! Everything that people can do, done by people: once by keyboard alone on a small phone with scripts off,
//! once with a pointer at a desk with scripts on. The story is the same; nothing in it goes round the pages.

mod card;
mod hand;
mod own;
mod setting;
mod talking;

use hand::{Hand, Way};
use support::{Launch, Pages, Server};

/// Where "leave this site" leads in these tests.
const ELSEWHERE: &str = "<!doctype html><html lang=en><title>Weather</title><link rel=icon href=data:,>\
    <main><h1>The weather today</h1></main></html>";

#[test]
fn by_keyboard_alone_with_scripts_off_on_a_phone() {
    story(Way::Keys);
}

#[test]
fn with_a_pointer_and_scripts_at_a_desk() {
    story(Way::Pointer);
}

/// What everybody in the story shares.
pub(crate) struct World {
    server: Server,
    origin: String,
    elsewhere: String,
    way: Way,
}

impl World {
    fn begin(way: Way) -> Self {
        let elsewhere = Pages::serve(&[("/weather", ELSEWHERE)]).url("/weather");
        let server =
            Launch::serve(env!("CARGO_BIN_EXE_roundtable")).arg("--leave-to").arg(&elsewhere).start();
        let origin = server.url("").trim_end_matches('/').to_owned();
        Self { server, origin, elsewhere, way }
    }

    /// Somebody with a device that has never been here.
    fn person(&self, name: &str) -> Hand {
        Hand::new(self.way, &self.server.home().join(name))
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

fn story(way: Way) {
    let world = World::begin(way);
    let ana = world.person("ana");
    let ben = world.person("ben");
    let third = world.person("third");

    let table = setting::set_a_table(&world, &ana);
    let talk = setting::open_a_conversation(&world, &ana, &table);
    talking::say_things(&ana, &talk);
    let link = setting::invite(&ana, &table);

    let bens = setting::come_by_link(&world, &ben, &link);
    talking::answer_all(&ben);
    talking::change_and_take_back(&ben, &table);
    talking::say_something_similar_and_withdraw_it(&ben);
    talking::mark_and_change_the_offer(&world, &ben, &ana, &talk);
    talking::see_where_we_stand(&ben, &talk);

    own::tell_about_oneself(&ben, &table);
    own::take_a_copy(&ben, &table);
    own::come_back_elsewhere(&world, &third, &bens);
    own::lose_the_card(&world, [&ana, &ben, &third], &bens, &link);
    own::make_it_easier_to_read(&world, &ben);
    own::leave_this_site(&world, &ana, &table);
    if way == Way::Pointer {
        own::leave_by_shift(&world, &third, &table);
    }
    own::leave_the_table(&world, &ben, &table);
    for hand in [&ana, &ben, &third] {
        assert_eq!(hand.complaints(), Vec::<String>::new());
    }
}
