### Conversations.
