set -e
# region walk
drop=http://127.0.0.1:8080/v1/collections/01900000-0000-7000-8000-000000000001
bid=$drop/bids/01900000-0000-7000-8000-00000000000a
json='Content-Type: application/json'

# 100 units. Ids are yours, so whatever gets lost can be sent again; without one, it is made for you.
curl -sS http://127.0.0.1:8080/v1/collections -H "$json" \
  -d '{"id": "01900000-0000-7000-8000-000000000001", "name": "Spring drop", "supply": 100}'

# A bid of 25.00 EUR for two of them. Amounts are in cents.
curl -sS $drop/bids -H "$json" \
  -d '{"id": "01900000-0000-7000-8000-00000000000a", "bidder": "alice", "quantity": 2,
       "price": {"amount": 2500, "currency": "EUR"}}'

# Accepts it: 201 with its number and what is left. Again: 200 with the same.
curl -sS -X POST $bid/acceptance
curl -sS -X POST $bid/acceptance

# What has happened, in order and without a gap.
curl -sS "$drop/events?after=0"
# end
