package dev.stockade.server;

/// A collection of three units, with two open bids and an accepted one.
///
/// @param bid the better one of those that are open
record Place(Client client, String collection, String bid, String accepted) {
  static Place make(Client client) {
    String collection =
        client.post("/v1/collections", "{\"name\":\"drop\",\"supply\":3}").header("location");
    String accepted = placed(client, collection, 300);
    client.post(collection + "/bids/" + accepted + "/acceptance");
    placed(client, collection, 100);
    return new Place(client, collection, placed(client, collection, 200), accepted);
  }

  private static String placed(Client client, String collection, int amount) {
    String body =
        "{\"bidder\":\"alice\",\"quantity\":1,\"price\":{\"amount\":%d,\"currency\":\"EUR\"}}"
            .formatted(amount);
    return client.post(collection + "/bids", body).text("id");
  }

  /// A text with the ids of its bids in it.
  String in(String text) {
    return text.replace("BID", bid).replace("ACCEPTED", accepted);
  }

  int events() {
    return client.get(collection + "/events").body().path("events").size();
  }
}
