### What only programs read: the API's own sentences.

api-key-missing = Send one Idempotency-Key header with a new random key for each thing you do.
api-key-unfit = An Idempotency-Key has 8 to 64 letters, digits, dashes or underscores.
api-key-short = A card is made from this key, so it needs { $least } random characters or more.
api-body = The body is not what this address takes: { $what }.
api-body-object = The body has to be one JSON object, in curly brackets.
api-body-none = This address takes no body.
api-query-unknown = This address knows no “{ $name }”.
api-query-twice = Say “{ $name }” only once.
api-query-range = “{ $name }” can be a number from { $least } to { $most }.
api-query-missing = This address needs to be told “{ $name }”.
api-query-none-of = “{ $name }” can be one of these: { $words }.
api-query-length = “{ $name }” needs words: at least one character, and at most { $most }.
