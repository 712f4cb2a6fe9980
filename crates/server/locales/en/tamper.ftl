### What is said where something is not as it was kept.

tamper-words = These words were changed behind our backs, so we don’t show them.
tamper-entry = Entry { $entry } of the record says what they should be.
tamper-result = What this came to was changed behind our backs, so we don’t show it.
tamper-state = Changed behind our backs
tamper-banner-title = Look at this
tamper-banner = Something was changed behind our backs: see the record.
tamper-table-title = This table can’t be shown
tamper-table-host = The people who run this server must put it right. Ask them to. Nothing you do here can.
tamper-table-others = Other tables here go on.
tamper-words-title = These words can’t be shown
fault-altered = These words were changed behind our backs, so we don’t show them.
fault-damaged = This table was changed behind our backs, so we don’t show it.
refusal-altered = This was changed behind our backs. Nobody can do anything with it until the people who run this server put it right.
