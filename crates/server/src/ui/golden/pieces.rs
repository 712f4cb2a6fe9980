//! Published examples of everything but fields.

use maud::{PreEscaped, Render, html};

use super::Made;
use super::options::Options;
use crate::ui::{
    self, Action, Button, CardAction, Cell, Column, Content, Details, ErrorSummary, ExitThisPage, ExitWords,
    Level, LinkButton, NavItem, NotificationBanner, Pagination, Panel, Row, ServiceNavigation, Size, Status,
    SummaryCard, SummaryList, Table, Task, TaskList, Tone,
};

fn raw(html: &str) -> Content {
    Content::Html(PreEscaped(html.to_owned()))
}

fn level(options: &Options<'_>, name: &str) -> Result<Option<Level>, String> {
    match options.number(name) {
        None => Ok(None),
        Some(1) => Ok(Some(Level::One)),
        Some(2) => Ok(Some(Level::Two)),
        Some(3) => Ok(Some(Level::Three)),
        Some(4) => Ok(Some(Level::Four)),
        Some(other) => Err(format!("we do not offer headings of level {other}")),
    }
}

pub(super) fn back_link(options: &Options<'_>) -> Made {
    options.only(&["text", "html", "href"])?;
    let label = options.content().unwrap_or_else(|| "Back".into());
    Ok(ui::back_link(label, &options.text("href").unwrap_or_else(|| "#".to_owned())))
}

pub(super) fn skip_link(options: &Options<'_>) -> Made {
    options.only(&["text", "html", "href"])?;
    let href = options.text("href").unwrap_or_else(|| "#content".to_owned());
    Ok(ui::skip_link(options.need_content("the link")?, &href))
}

pub(super) fn button(options: &Options<'_>) -> Made {
    options.only(&[
        "text",
        "html",
        "href",
        "name",
        "value",
        "type",
        "classes",
        "isStartButton",
        "id",
        "preventDoubleClick",
    ])?;
    let label = options.need_content("the button")?;
    let class = options.text("classes");
    let start = options.has("isStartButton");
    if let Some(href) = options.text("href") {
        let link = LinkButton::new(label, href);
        let link = match class.as_deref() {
            Some("govuk-button--secondary") => link.secondary(),
            Some("govuk-button--warning") => link.warning(),
            Some(class) => link.class(class),
            None => link,
        };
        return Ok(if start { link.start() } else { link }.render());
    }
    let mut button = Button::new(label);
    button = match class.as_deref() {
        Some("govuk-button--secondary") => button.secondary(),
        Some("govuk-button--warning") => button.warning(),
        Some(class) => button.class(class),
        None => button,
    };
    button = match (options.text("name"), options.text("value")) {
        (None, Some(_)) => return Err("we do not offer a value without a name".to_owned()),
        (None, None) => button,
        (Some(name), None) => button.name(name),
        (Some(name), Some(value)) => button.name_value(name, value),
    };
    match options.text("type").as_deref() {
        Some("button") => button = button.plain(),
        None => {}
        Some(other) => return Err(format!("we do not offer the type `{other}`")),
    }
    if let Some(id) = options.text("id") {
        button = button.id(id);
    }
    if let Some(once) = options.flag("preventDoubleClick") {
        button = button.once(once);
    }
    Ok(if start { button.start() } else { button }.render())
}

pub(super) fn details(options: &Options<'_>) -> Made {
    options.only(&["summaryText", "summaryHtml", "text", "html", "id", "open"])?;
    let summary = options.content_of("summaryHtml", "summaryText").ok_or("it has no summary")?;
    let mut details = Details::new(summary, options.need_content("the body")?).open(options.has("open"));
    if let Some(id) = options.text("id") {
        details = details.id(id);
    }
    Ok(details.render())
}

pub(super) fn inset_text(options: &Options<'_>) -> Made {
    options.only(&["text", "html"])?;
    Ok(ui::inset_text(options.need_content("the aside")?))
}

pub(super) fn warning_text(options: &Options<'_>) -> Made {
    options.only(&["text", "html", "iconFallbackText"])?;
    let sign = options.text("iconFallbackText").unwrap_or_else(|| "Warning".to_owned());
    Ok(ui::warning_text(sign, options.need_content("the warning")?))
}

pub(super) fn panel(options: &Options<'_>) -> Made {
    options.only(&["titleText", "titleHtml", "text", "html", "headingLevel"])?;
    let title = options.content_of("titleHtml", "titleText").ok_or("it has no title")?;
    let mut panel = Panel::new(title);
    if let Some(level) = level(options, "headingLevel")? {
        panel = panel.level(level);
    }
    if let Some(body) = options.content() {
        panel = panel.body(body);
    }
    Ok(panel.render())
}

pub(super) fn notification_banner(options: &Options<'_>) -> Made {
    options.only(&["titleText", "titleHtml", "text", "html", "type", "titleId", "titleHeadingLevel"])?;
    if options.flag("disableAutoFocus").is_some() {
        return Err("we do not offer `disableAutoFocus`".to_owned());
    }
    let success = match options.text("type").as_deref() {
        None => false,
        Some("success") => true,
        Some(other) => return Err(format!("we do not offer the type `{other}`")),
    };
    let usual = if success { "Success" } else { "Important" };
    let title = options.content_of("titleHtml", "titleText").unwrap_or_else(|| usual.into());
    let mut banner = NotificationBanner::new(title, options.need_content("the notice")?);
    if success {
        banner = banner.success();
    }
    if let Some(id) = options.text("titleId") {
        banner = banner.title_id(id);
    }
    if let Some(level) = level(options, "titleHeadingLevel")? {
        banner = banner.level(level);
    }
    Ok(banner.render())
}

pub(super) fn error_summary(options: &Options<'_>) -> Made {
    options.only(&["titleText", "titleHtml", "descriptionText", "descriptionHtml", "errorList"])?;
    if options.flag("disableAutoFocus").is_some() {
        return Err("we do not offer `disableAutoFocus`".to_owned());
    }
    let title = options.content_of("titleHtml", "titleText").ok_or("it has no title")?;
    let mut summary = ErrorSummary::new(title);
    if let Some(description) = options.content_of("descriptionHtml", "descriptionText") {
        summary = summary.describe(description);
    }
    for error in options.list("errorList") {
        error.only(&["text", "html", "href"]).map_err(|why| format!("{why} on an error"))?;
        let message = error.need_content("an error")?;
        summary = match error.text("href") {
            None => summary.general(message),
            Some(href) => {
                let id = href.strip_prefix('#').ok_or("we do not offer links to other pages")?.to_owned();
                summary.field(&id, message)
            }
        };
    }
    Ok(summary.render())
}

pub(super) fn exit_this_page(options: &Options<'_>) -> Made {
    let said = ["activatedText", "timedOutText", "pressTwoMoreTimesText", "pressOneMoreTimeText"];
    options.only(&[&["text", "html", "redirectUrl", "id", "classes"], &said[..]].concat())?;
    let usual = raw("<span class=\"govuk-visually-hidden\">Emergency</span> Exit this page");
    let label = options.content().unwrap_or(usual);
    let href = options.text("redirectUrl").unwrap_or_else(|| "https://www.bbc.co.uk/weather".to_owned());
    let all: Option<Vec<String>> = said.into_iter().map(|name| options.text(name)).collect();
    let mut exit = match all.as_deref() {
        Some([activated, timed_out, press_two_more, press_one_more]) => ExitThisPage::new(
            ExitWords {
                label,
                activated: activated.clone(),
                timed_out: timed_out.clone(),
                press_two_more: press_two_more.clone(),
                press_one_more: press_one_more.clone(),
            },
            href,
        )
        .without_class(),
        _ => ExitThisPage::as_published(label, &href, options.text("classes")),
    };
    if let Some(id) = options.text("id") {
        exit = exit.id(id);
    }
    Ok(exit.render())
}

fn tone(options: &Options<'_>) -> Result<Tone, String> {
    Ok(match options.text("classes").as_deref() {
        None | Some("govuk-tag--blue") => Tone::Plain,
        Some("govuk-tag--green") => Tone::Good,
        Some("govuk-tag--grey") => Tone::Quiet,
        Some("govuk-tag--orange") => Tone::Late,
        Some("govuk-tag--yellow") => Tone::Note,
        Some(class) => return Err(format!("we do not offer the class `{class}`")),
    })
}

pub(super) fn tag(options: &Options<'_>) -> Made {
    options.only(&["text", "html", "classes"])?;
    Ok(ui::tag(tone(options)?, options.need_content("the tag")?))
}

fn status(options: &Options<'_>) -> Result<Status, String> {
    options.only(&["text", "html", "classes", "tag"])?;
    let class = options.text("classes");
    if let Some(tag) = options.object("tag") {
        tag.only(&["text", "html", "classes"]).map_err(|why| format!("{why} on a tag"))?;
        if class.is_some() {
            return Err("we do not offer classes on a tag's place".to_owned());
        }
        return Ok(Status::Tag(tone(&tag)?, tag.need_content("the tag")?));
    }
    let words = options.need_content("the state")?;
    match class.as_deref() {
        None => Ok(Status::Words(words)),
        Some("govuk-task-list__status--cannot-start-yet") => Ok(Status::Later(words)),
        Some(class) => Err(format!("we do not offer the class `{class}`")),
    }
}

fn task(item: &Options<'_>) -> Result<Task, String> {
    item.only(&["title", "href", "status", "hint"]).map_err(|why| format!("{why} on a task"))?;
    let title = item.object("title").ok_or("a task has no title")?;
    title.only(&["text", "html"]).map_err(|why| format!("{why} on a title"))?;
    let title = title.need_content("the title")?;
    let status = status(&item.object("status").ok_or("a task has no state")?)?;
    let mut task = match item.text("href") {
        Some(href) => Task::link(title, href, status),
        None => Task::plain(title, status),
    };
    if let Some(hint) = item.object("hint").and_then(|hint| hint.content()) {
        task = task.hint(hint);
    }
    Ok(task)
}

pub(super) fn task_list(options: &Options<'_>) -> Made {
    options.only(&["items", "idPrefix"])?;
    if options.has_gaps("items") {
        return Err("our lists have no gaps, so the ids count differently".to_owned());
    }
    let tasks = options.list("items").iter().map(task).collect::<Result<Vec<_>, _>>()?;
    let id = options.text("idPrefix").unwrap_or_else(|| "task-list".to_owned());
    Ok(TaskList::new(id, tasks).render())
}

fn step(
    options: &Options<'_>,
    name: &str,
    usual: &str,
) -> Result<Option<(Content, String, Option<Content>)>, String> {
    let Some(step) = options.object(name) else { return Ok(None) };
    step.only(&["href", "text", "html", "labelText"])?;
    let usual = raw(&format!("{usual}<span class=\"govuk-visually-hidden\"> page</span>"));
    Ok(Some((step.content().unwrap_or(usual), step.need("href")?, step.text("labelText").map(Content::Text))))
}

pub(super) fn pagination(options: &Options<'_>) -> Made {
    options.only(&["previous", "next", "items", "landmarkLabel"])?;
    let label = options.text("landmarkLabel").unwrap_or_else(|| "Pagination".to_owned());
    let mut pages = Pagination::new(label);
    if let Some((label, href, title)) = step(options, "previous", "Previous")? {
        pages = pages.back(label, href, title);
    }
    for item in options.list("items") {
        if item.has("ellipsis") {
            pages = pages.gap();
            continue;
        }
        item.only(&["number", "href", "current", "visuallyHiddenText"])?;
        let number = item.need("number")?;
        let label = item.text("visuallyHiddenText").unwrap_or_else(|| format!("Page {number}"));
        pages = pages.page(number, item.need("href")?, label, item.has("current"));
    }
    if let Some((label, href, title)) = step(options, "next", "Next")? {
        pages = pages.on(label, href, title);
    }
    Ok(pages.render())
}

pub(super) fn service_navigation(options: &Options<'_>) -> Made {
    options.only(&[
        "navigation",
        "navigationId",
        "navigationLabel",
        "menuButtonText",
        "collapseNavigationOnMobile",
    ])?;
    let mut items = Vec::new();
    for item in options.list("navigation") {
        item.only(&["href", "text", "html", "current", "active"])?;
        let href = item.text("href").ok_or("we do not offer menu items that are not links")?;
        let mut one = NavItem::new(item.need_content("a menu item")?, href);
        if item.has("active") {
            one = one.active();
        }
        if item.has("current") {
            one = one.current();
        }
        items.push(one);
    }
    if items.is_empty() {
        return Err("we do not offer a menu without items".to_owned());
    }
    let button = options.text("menuButtonText").unwrap_or_else(|| "Menu".to_owned());
    let label = options.text("navigationLabel").unwrap_or_else(|| button.clone());
    let collapses = options.flag("collapseNavigationOnMobile").unwrap_or(items.len() > 1);
    let mut menu = ServiceNavigation::new(label, items);
    if collapses {
        menu = menu.collapsing(button);
    }
    if let Some(id) = options.text("navigationId") {
        menu = menu.id(id);
    }
    Ok(menu.render())
}

fn row(options: &Options<'_>) -> Result<Row, String> {
    options.only(&["key", "value", "actions"]).map_err(|why| format!("{why} on a row"))?;
    let part = |name: &str| -> Result<Content, String> {
        let part = options.object(name).ok_or_else(|| format!("a row has no {name}"))?;
        part.only(&["text", "html"]).map_err(|why| format!("{why} on a {name}"))?;
        part.need_content(name)
    };
    let mut row = Row::new(part("key")?, part("value")?);
    let Some(actions) = options.object("actions") else { return Ok(row) };
    actions.only(&["items"]).map_err(|why| format!("{why} on actions"))?;
    for action in actions.list("items") {
        action
            .only(&["href", "text", "html", "visuallyHiddenText"])
            .map_err(|why| format!("{why} on an action"))?;
        let about = action.text("visuallyHiddenText").ok_or("an action does not say what it is about")?;
        row = row.action(Action::new(action.need_content("an action")?, action.need("href")?, about));
    }
    Ok(row)
}

pub(super) fn summary_list(options: &Options<'_>) -> Made {
    options.only(&["rows", "classes", "card"])?;
    let rows = options.list("rows").iter().map(row).collect::<Result<Vec<_>, _>>()?;
    let mut list = SummaryList::new(rows);
    match options.text("classes").as_deref() {
        None => {}
        Some("govuk-summary-list--no-border") => list = list.no_border(),
        Some(class) => return Err(format!("we do not offer the class `{class}`")),
    }
    let Some(card) = options.object("card") else { return Ok(html! { (list) }) };
    card.only(&["title", "actions"]).map_err(|why| format!("{why} on a card"))?;
    let title = card.object("title").ok_or("the card has no title, which we always need")?;
    title.only(&["text", "html", "headingLevel"]).map_err(|why| format!("{why} on a title"))?;
    let mut made = SummaryCard::new(title.need_content("the title")?, list);
    if let Some(level) = level(&title, "headingLevel")? {
        made = made.level(level);
    }
    for action in card.object("actions").map(|actions| actions.list("items")).unwrap_or_default() {
        action.only(&["href", "text", "html"]).map_err(|why| format!("{why} on an action"))?;
        made = made.action(CardAction::new(action.need_content("an action")?, action.need("href")?));
    }
    Ok(made.render())
}

/// The words of a head or a cell, and whether it is a number.
fn cell(options: &Options<'_>) -> Result<(Content, bool), String> {
    options.only(&["text", "html", "format"]).map_err(|why| format!("{why} on a cell"))?;
    Ok((options.need_content("a cell")?, options.text("format").as_deref() == Some("numeric")))
}

fn caption_size(class: Option<&str>) -> Result<Option<Size>, String> {
    match class {
        None => Ok(None),
        Some("govuk-table__caption--s") => Ok(Some(Size::S)),
        Some("govuk-table__caption--m") => Ok(Some(Size::M)),
        Some("govuk-table__caption--l") => Ok(Some(Size::L)),
        Some("govuk-table__caption--xl") => Ok(Some(Size::Xl)),
        Some(class) => Err(format!("we do not offer the class `{class}`")),
    }
}

pub(super) fn table(options: &Options<'_>) -> Made {
    options.only(&["head", "rows", "caption", "captionClasses", "firstCellIsHeader"])?;
    let column = |options: &Options<'_>| {
        cell(options).map(|(head, number)| if number { Column::numbers(head) } else { Column::words(head) })
    };
    let columns = options.list("head").iter().map(column).collect::<Result<Vec<_>, _>>()?;
    // Without a caption of its own the example is compared without ours.
    let caption = options.text("caption").unwrap_or_else(|| "The table's name".to_owned());
    let mut table = Table::new(caption, columns);
    if let Some(size) = caption_size(options.text("captionClasses").as_deref())? {
        table = table.caption_size(size);
    }
    if options.has("firstCellIsHeader") {
        table = table.row_heads();
    }
    for row in options.lists("rows") {
        let one = |options: &Options<'_>| {
            cell(options)
                .map(|(content, number)| if number { Cell::number(content) } else { Cell::words(content) })
        };
        table = table.row(row.iter().map(one).collect::<Result<Vec<_>, _>>()?);
    }
    Ok(table.render())
}
