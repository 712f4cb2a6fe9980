//! Published examples of fields and what belongs to them.

use maud::{PreEscaped, Render, html};

use super::Made;
use super::options::Options;
use crate::ui::{
    CharacterCount, Checkbox, Checkboxes, Choice, Content, CountMessages, ErrorMessage, Fieldset, InputKind,
    Label, Radios, Size, TextInput, Textarea, Width, field,
};

fn size(options: &Options<'_>, base: &str) -> Result<Option<Size>, String> {
    let Some(class) = options.text("classes") else { return Ok(None) };
    match class.strip_prefix(base).unwrap_or_default() {
        "--s" => Ok(Some(Size::S)),
        "--m" => Ok(Some(Size::M)),
        "--l" => Ok(Some(Size::L)),
        "--xl" => Ok(Some(Size::Xl)),
        _ => Err(format!("we do not offer the class `{class}`")),
    }
}

fn words_above(options: &Options<'_>, base: &str, more: &[&str]) -> Result<Label, String> {
    options.only(&[&["text", "html", "classes", "isPageHeading"], more].concat())?;
    let mut label = Label::new(options.need_content("the label")?);
    if let Some(size) = size(options, base)? {
        label = label.size(size);
    }
    Ok(if options.has("isPageHeading") { label.page_heading() } else { label })
}

fn label_of(options: &Options<'_>) -> Result<Label, String> {
    let label = options.object("label").ok_or("it has no label, which we always need")?;
    words_above(&label, "govuk-label", &[])
}

fn hint_of(options: &Options<'_>) -> Result<Option<Content>, String> {
    let Some(hint) = options.object("hint") else { return Ok(None) };
    hint.only(&["text", "html"]).map_err(|why| format!("{why} on a hint"))?;
    Ok(hint.content())
}

/// Our builder always has a word before the error; the templates say "Error" when none is given.
fn message(options: &Options<'_>) -> Result<ErrorMessage, String> {
    if options.is_empty_text("visuallyHiddenText") {
        return Err("it has no word before the error, which we always need".to_owned());
    }
    let prefix = options.text("visuallyHiddenText").unwrap_or_else(|| "Error".to_owned());
    Ok(ErrorMessage::new(prefix, options.need_content("the error")?))
}

fn error_of(options: &Options<'_>) -> Result<Option<ErrorMessage>, String> {
    let Some(error) = options.object("errorMessage") else { return Ok(None) };
    error.only(&["text", "html", "visuallyHiddenText"])?;
    message(&error).map(Some)
}

pub(super) fn label(options: &Options<'_>) -> Made {
    let label = words_above(options, "govuk-label", &["for"])?;
    Ok(field::label(&label, options.text("for").as_deref()))
}

pub(super) fn hint(options: &Options<'_>) -> Made {
    options.only(&["text", "html", "id"])?;
    Ok(field::hint(&options.need_content("the hint")?, options.text("id").as_deref()))
}

pub(super) fn error_message(options: &Options<'_>) -> Made {
    options.only(&["text", "html", "id", "visuallyHiddenText"])?;
    Ok(message(options)?.with_id(options.text("id").as_deref()))
}

pub(super) fn fieldset(options: &Options<'_>) -> Made {
    options.only(&["legend", "html", "describedBy"])?;
    let legend = options.object("legend").ok_or("it has no legend, which we always need")?;
    let legend = words_above(&legend, "govuk-fieldset__legend", &[])?;
    let mut fieldset = Fieldset::new(legend, PreEscaped(options.text("html").unwrap_or_default()));
    if let Some(ids) = options.text("describedBy") {
        fieldset = fieldset.described_by(ids);
    }
    Ok(fieldset.render())
}

/// The tokens are fixed words in our builders; an example's own stay for the length of the test.
fn fixed(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

macro_rules! common {
    ($field:ident, $options:ident) => {
        if let Some(id) = $options.text("id") {
            $field = $field.id(id);
        }
        if let Some(hint) = hint_of($options)? {
            $field = $field.hint(hint);
        }
        $field = $field.error(error_of($options)?);
        if let Some(ids) = $options.text("describedBy") {
            $field = $field.described_by(ids);
        }
    };
}

macro_rules! typed {
    ($field:ident, $options:ident) => {
        if let Some(value) = $options.text("value") {
            $field = $field.value(value);
        }
        if let Some(token) = $options.text("autocomplete") {
            $field = $field.autocomplete(fixed(token));
        }
        if let Some(check) = $options.flag("spellcheck") {
            $field = $field.spellcheck(check);
        }
    };
}

fn kind(name: &str) -> Result<InputKind, String> {
    Ok(match name {
        "text" => InputKind::Text,
        "number" => InputKind::Number,
        "email" => InputKind::Email,
        "tel" => InputKind::Tel,
        other => return Err(format!("we do not offer the type `{other}`")),
    })
}

fn input_class(mut field: TextInput, class: &str) -> Result<TextInput, String> {
    let widths = [
        ("govuk-input--width-2", Width::W2),
        ("govuk-input--width-3", Width::W3),
        ("govuk-input--width-4", Width::W4),
        ("govuk-input--width-5", Width::W5),
        ("govuk-input--width-10", Width::W10),
        ("govuk-input--width-20", Width::W20),
        ("govuk-input--width-30", Width::W30),
    ];
    for class in class.split_whitespace() {
        field = match widths.iter().find(|(name, _)| *name == class) {
            Some((_, width)) => field.width(*width),
            None if class == "govuk-input--extra-letter-spacing" => field.spaced(),
            None => return Err(format!("we do not offer the class `{class}`")),
        };
    }
    Ok(field)
}

fn sign(options: &Options<'_>, name: &str) -> Result<Option<Content>, String> {
    let Some(sign) = options.object(name) else { return Ok(None) };
    sign.only(&["text", "html"]).map_err(|why| format!("{why} on a {name}"))?;
    Ok(sign.content())
}

pub(super) fn input(options: &Options<'_>) -> Made {
    options.only(&[
        "name",
        "id",
        "label",
        "hint",
        "errorMessage",
        "describedBy",
        "value",
        "autocomplete",
        "spellcheck",
        "type",
        "inputmode",
        "autocapitalize",
        "pattern",
        "classes",
        "prefix",
        "suffix",
    ])?;
    let mut field = TextInput::new(options.need("name")?, label_of(options)?);
    common!(field, options);
    typed!(field, options);
    if let Some(name) = options.text("type") {
        field = field.kind(kind(&name)?);
    }
    if let Some(mode) = options.text("inputmode") {
        field = field.inputmode(fixed(mode));
    }
    if let Some(how) = options.text("autocapitalize") {
        field = field.autocapitalize(fixed(how));
    }
    if let Some(pattern) = options.text("pattern") {
        field = field.pattern(fixed(pattern));
    }
    if let Some(class) = options.text("classes") {
        field = input_class(field, &class)?;
    }
    if let Some(prefix) = sign(options, "prefix")? {
        field = field.prefix(prefix);
    }
    if let Some(suffix) = sign(options, "suffix")? {
        field = field.suffix(suffix);
    }
    Ok(field.render())
}

fn area(options: &Options<'_>) -> Result<Textarea, String> {
    let mut field = Textarea::new(options.need("name")?, label_of(options)?);
    common!(field, options);
    typed!(field, options);
    if let Some(rows) = options.number("rows") {
        field = field.rows(u8::try_from(rows).map_err(|_| "too many rows".to_owned())?);
    }
    Ok(field)
}

const AREA: [&str; 10] = [
    "name",
    "id",
    "label",
    "hint",
    "errorMessage",
    "describedBy",
    "value",
    "autocomplete",
    "spellcheck",
    "rows",
];

pub(super) fn textarea(options: &Options<'_>) -> Made {
    options.only(&AREA)?;
    Ok(area(options)?.render())
}

/// What is said while a person types. What is said about words is set aside: we count characters.
const COUNT_WORDS: [&str; 6] = [
    "charactersUnderLimitText",
    "charactersAtLimitText",
    "charactersOverLimitText",
    "wordsUnderLimitText",
    "wordsAtLimitText",
    "wordsOverLimitText",
];

fn messages(options: &Options<'_>) -> Option<CountMessages> {
    let under = options.object("charactersUnderLimitText")?;
    let over = options.object("charactersOverLimitText")?;
    Some(CountMessages {
        one_left: under.text("one")?,
        many_left: under.text("other")?,
        none_left: options.text("charactersAtLimitText")?,
        one_over: over.text("one")?,
        many_over: over.text("other")?,
    })
}

pub(super) fn character_count(options: &Options<'_>) -> Made {
    let own = ["maxlength", "threshold", "textareaDescriptionText"];
    options.only(&[&AREA[..], &own[..], &COUNT_WORDS[..]].concat())?;
    let limit = options.number("maxlength").ok_or("it has no limit, which we always need")?;
    let limit = u32::try_from(limit).map_err(|_| "the limit is too large".to_owned())?;
    let text = options.text("textareaDescriptionText");
    let text = text.unwrap_or_else(|| "You can enter up to %{count} characters".to_owned());
    let description = text.replace("%{count}", &limit.to_string());
    let said = messages(options);
    let silent = said.is_none();
    let said = said.unwrap_or_else(|| CountMessages {
        one_left: String::new(),
        many_left: String::new(),
        none_left: String::new(),
        one_over: String::new(),
        many_over: String::new(),
    });
    let mut count = CharacterCount::new(area(options)?, limit, description, said);
    if silent {
        count = count.without_messages();
    }
    if let Some(percent) = options.number("threshold") {
        count = count.threshold(u8::try_from(percent).map_err(|_| "not a percentage".to_owned())?);
    }
    Ok(count.render())
}

fn choice(item: &Options<'_>, checked: bool) -> Result<Choice, String> {
    item.only(&["value", "text", "html", "hint", "checked", "id", "name"])
        .map_err(|why| format!("{why} on a choice"))?;
    let mut choice = Choice::new(item.need("value")?, item.need_content("a choice")?);
    choice = choice.checked(item.flag("checked").unwrap_or(checked));
    if let Some(hint) = hint_of(item)? {
        choice = choice.hint(hint);
    }
    if let Some(id) = item.text("id") {
        choice = choice.id(id);
    }
    if let Some(name) = item.text("name") {
        choice = choice.name(name);
    }
    Ok(choice)
}

macro_rules! group {
    ($group:ident, $options:ident, $checked:expr) => {
        if let Some(id) = $options.text("idPrefix") {
            $group = $group.id(id);
        }
        if let Some(hint) = hint_of($options)? {
            $group = $group.hint(hint);
        }
        $group = $group.error(error_of($options)?);
        for item in $options.list("items") {
            $group = match item.text("divider") {
                Some(words) => $group.divider(words),
                None => $group.choice(choice(&item, $checked(&item))?),
            };
        }
    };
}

/// The legend of a group, and the ids read after it.
fn legend(options: &Options<'_>) -> Result<(Label, Option<String>), String> {
    let fieldset = options.object("fieldset").ok_or("it has no legend, which we always need")?;
    fieldset.only(&["legend", "describedBy"]).map_err(|why| format!("{why} on a group"))?;
    let legend = fieldset.object("legend").ok_or("it has no legend, which we always need")?;
    Ok((words_above(&legend, "govuk-fieldset__legend", &[])?, fieldset.text("describedBy")))
}

pub(super) fn radios(options: &Options<'_>) -> Made {
    options.only(&["name", "idPrefix", "fieldset", "hint", "errorMessage", "items", "classes", "value"])?;
    let (legend, described_by) = legend(options)?;
    let mut group = Radios::new(options.need("name")?, legend);
    if let Some(ids) = described_by {
        group = group.described_by(ids);
    }
    let value = options.text("value");
    group!(group, options, |item: &Options<'_>| value.is_some() && item.text("value") == value);
    match options.text("classes").as_deref() {
        None => {}
        Some("govuk-radios--inline") => group = group.inline(),
        Some(class) => return Err(format!("we do not offer the class `{class}`")),
    }
    Ok(group.render())
}

pub(super) fn checkboxes(options: &Options<'_>) -> Made {
    options.only(&[
        "name",
        "idPrefix",
        "fieldset",
        "hint",
        "errorMessage",
        "items",
        "values",
        "describedBy",
    ])?;
    let items = options.list("items");
    let checked =
        |item: &Options<'_>| item.text("value").is_some_and(|value| options.contains("values", &value));
    if let ([item], false) = (items.as_slice(), options.has("fieldset")) {
        let mut tick = Checkbox::new(options.need("name")?, choice(item, checked(item))?);
        if let Some(id) = options.text("idPrefix") {
            tick = tick.id(id);
        }
        if let Some(hint) = hint_of(options)? {
            tick = tick.hint(hint);
        }
        if let Some(ids) = options.text("describedBy") {
            tick = tick.described_by(ids);
        }
        return Ok(tick.error(error_of(options)?).render());
    }
    let (legend, described_by) = legend(options)?;
    let mut group = Checkboxes::new(options.need("name")?, legend);
    if let Some(ids) = described_by {
        group = group.described_by(ids);
    }
    group!(group, options, checked);
    Ok(html! { (group) })
}
