using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace WorkWell.Referrals.Tests;

/// <summary>One bad post: what comes, through which door, and the status, code and field the answer has to name.</summary>
internal sealed record BadInput(Func<HttpContent> Body, int Status, string Code, string? Field, string ReferralSource = "self");

/// <summary>The bad posts that every door has met somewhere. Each starts from a good referral and spoils one thing.</summary>
internal static class BadInputs
{
    private const string Fields = "referrals.check-fields";
    private const string Form = "referrals.not-json";

    public static IReadOnlyDictionary<string, BadInput> All { get; } = new Dictionary<string, BadInput>
    {
        // The form of what is sent.
        ["nothing at all"] = Raw("", Form),
        ["not JSON"] = Raw("name=Priya", Form),
        ["JSON that stops in the middle"] = Raw("""{"person":{"givenName":"Pri""", Form),
        ["a comment"] = Raw("""{"person":{} /* hello */}""", Form),
        ["a comma too many"] = Raw("""{"person":{},}""", Form),
        ["two values"] = Raw("{} {}", Form),
        ["a list for a referral"] = Raw("[]", Form),
        ["a number for a referral"] = Raw("12", Form),
        ["null for a referral"] = Raw("null", Form),
        ["too deep"] = Raw($$"""{"answers":{{new string('[', 20)}}{{new string(']', 20)}}}""", Form),
        ["very deep"] = Raw(new string('[', 5000), Form),
        ["more than 256 KB"] = new(() => Json(Good(json => json["place"] = new string('a', 300_000)).ToJsonString()), 413, "referrals.too-large", null),
        ["more than 256 KB in chunks of no stated length"] = new(() => new Unmeasured(300_000), 413, "referrals.too-large", null),
        ["a form"] = new(() => new FormUrlEncodedContent([new("givenName", "Priya")]), 415, "referrals.wrong-kind", null),
        ["text"] = new(() => new StringContent("{}", Encoding.UTF8, "text/plain"), 415, "referrals.wrong-kind", null),
        ["no kind stated"] = new(() => new ByteArrayContent("{}"u8.ToArray()), 415, "referrals.wrong-kind", null),
        ["JSON that says it is Latin-1"] = new(() => new StringContent("{}", Encoding.Latin1, "application/json"), 415, "referrals.wrong-kind", null),
        ["JSON that says it is packed"] = new(() => Packed(), 415, "referrals.wrong-kind", null),
        ["UTF-16"] = Bytes(Encoding.Unicode.GetBytes(Good().ToJsonString()), Form, null),
        ["UTF-16 with its mark"] = Bytes([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Good().ToJsonString())], Form, null),
        ["UTF-32"] = Bytes(Encoding.UTF32.GetBytes(Good().ToJsonString()), Form, null),
        ["Latin-1 in a name"] = Bytes(Encoding.Latin1.GetBytes("""{"person":{"givenName":"Zoë"}}"""), Fields, "person.givenName"),
        ["Latin-1 in the name of a field"] = Bytes(Encoding.Latin1.GetBytes("""{"pèrson":{}}"""), null, null),
        ["an overlong form of a letter"] = Bytes([.. """{"person":{"givenName":"Pri"""u8, 0xC0, 0xAF, .. "\"}}"u8], Fields, "person.givenName"),
        ["NUL between fields"] = Bytes([.. "{\0}"u8], Form, null),

        // Fields nobody knows, given twice, or of the wrong kind.
        ["an unknown field"] = Spoilt(json => json["surname"] = "Patel", "surname"),
        ["an unknown field inside"] = Spoilt(json => json["person"]!["surname"] = "Patel", "person.surname"),
        ["a known field in other letters"] = Spoilt(json => json["Person"] = new JsonObject(), "Person"),
        ["a field that no door may set"] = Spoilt(json => json["isDemonstration"] = true, "isDemonstration"),
        ["a flag that is worked out"] = Spoilt(json => json["safety"] = new JsonObject { ["isUrgent"] = false }, "safety.isUrgent"),
        ["a prototype"] = Spoilt(json => json["__proto__"] = new JsonObject(), "__proto__"),
        ["a field given twice"] = new(() => Json("""{"person":{"givenName":"Priya","givenName":"Someone Else"}}"""), 400, Fields, "person.givenName"),
        ["a whole part given twice"] = new(() => Json("""{"person":{},"person":{}}"""), 400, Fields, "person"),
        ["a number for a name"] = Spoilt(json => json["person"]!["givenName"] = 12, "person.givenName"),
        ["an object for a name"] = Spoilt(json => json["person"]!["givenName"] = new JsonObject(), "person.givenName"),
        ["text for a part"] = Spoilt(json => json["person"] = "Priya Patel", "person"),
        ["null for a part"] = Spoilt(json => json["work"] = null, "work"),
        ["null for a list"] = Spoilt(json => json["health"]!["needs"] = null, "health.needs"),
        ["null in a list"] = Spoilt(json => json["health"]!["needs"] = new JsonArray((JsonNode?)null), "health.needs"),
        ["text for a list"] = Spoilt(json => json["person"]!["addressLines"] = "12 Example Street", "person.addressLines"),
        ["a number in a list"] = Spoilt(json => json["person"]!["addressLines"] = new JsonArray(12), "person.addressLines[0]"),
        ["yes for true"] = Spoilt(json => json["work"]!["healthAffectsWork"] = "yes", "work.healthAffectsWork"),
        ["1 for true"] = Spoilt(json => json["work"]!["healthAffectsWork"] = 1, "work.healthAffectsWork"),
        ["text for a number"] = Spoilt(json => json["work"]!["weeksOffSick"] = "6", "work.weeksOffSick"),
        ["half a week"] = Spoilt(json => json["work"]!["weeksOffSick"] = 6.5, "work.weeksOffSick"),
        ["a number too long for any number"] = Spoilt(json => json["work"]!["weeksOffSick"] = 99999999999, "work.weeksOffSick"),
        ["an unknown situation"] = Spoilt(json => json["work"]!["situation"] = "retired", "work.situation"),
        ["a situation by number"] = Spoilt(json => json["work"]!["situation"] = 1, "work.situation"),
        ["an unknown channel"] = Spoilt(json => json["person"]!["contact"] = new JsonObject { ["preferred"] = "fax" }, "person.contact.preferred"),
        ["text for a consent"] = Spoilt(json => json["person"]!["consents"]!["service"] = "yes", "person.consents.service"),

        // Dates and numbers that cannot be.
        ["30 February"] = Spoilt(json => json["person"]!["bornOn"] = "1990-02-30", "person.bornOn"),
        ["29 February of a common year"] = Spoilt(json => json["person"]!["bornOn"] = "1900-02-29", "person.bornOn"),
        ["month 13"] = Spoilt(json => json["person"]!["bornOn"] = "1990-13-01", "person.bornOn"),
        ["year 0"] = Spoilt(json => json["person"]!["bornOn"] = "0000-01-01", "person.bornOn"),
        ["a date the other way round"] = Spoilt(json => json["person"]!["bornOn"] = "27/03/1984", "person.bornOn"),
        ["a date with a time"] = Spoilt(json => json["person"]!["bornOn"] = "1984-03-27T00:00:00Z", "person.bornOn"),
        ["a date in other digits"] = Spoilt(json => json["person"]!["bornOn"] = "١٩٨٤-٠٣-٢٧", "person.bornOn"),
        ["born today"] = Spoilt(json => json["person"]!["bornOn"] = "2026-09-07", "person.bornOn"),
        ["born tomorrow"] = Spoilt(json => json["person"]!["bornOn"] = "2026-09-08", "person.bornOn"),
        ["born before anyone alive"] = Spoilt(json => json["person"]!["bornOn"] = "1850-01-01", "person.bornOn"),
        ["a negative age"] = Spoilt(json => json["person"]!["age"] = -1, "person.age"),
        ["negative weeks"] = Spoilt(json => json["work"]!["weeksOutOfWork"] = -4, "work.weeksOutOfWork"),
        ["health problem 19 of 18"] = Spoilt(json => json["health"]!["mainProblem"] = 19, "health.mainProblem"),

        // Text that cannot be kept.
        ["a name of ten thousand letters"] = Spoilt(json => json["person"]!["givenName"] = new string('a', 10_000), "person.givenName"),
        ["a name of 101 letters"] = Spoilt(json => json["person"]!["familyName"] = new string('a', 101), "person.familyName"),
        ["no name"] = Spoilt(json => (json["person"]!["givenName"], json["person"]!["familyName"]) = (" ", null), "person.givenName"),
        ["a name without letters"] = Spoilt(json => json["person"]!["givenName"] = "12345", "person.givenName"),
        ["NUL in a name"] = Spoilt(json => json["person"]!["givenName"] = "Pri\0ya", "person.givenName"),
        ["a bell in a name"] = Spoilt(json => json["person"]!["familyName"] = "Pat\u0007el", "person.familyName"),
        ["a line end in a name"] = Spoilt(json => json["person"]!["familyName"] = "Patel\r\nBcc: all@example.org", "person.familyName"),
        ["emoji in a name"] = Spoilt(json => json["person"]!["givenName"] = "Priya 😊", "person.givenName"),
        ["markup in a name"] = Spoilt(json => json["person"]!["givenName"] = "<script>alert(1)</script>", "person.givenName"),
        ["a hundred accents on one letter"] = Spoilt(json => json["person"]!["givenName"] = "P" + new string('\u0301', 50) + "riya", "person.givenName"),
        ["half of a surrogate pair"] = new(() => Json("""{"person":{"givenName":"Priya \ud83d"}}"""), 400, Fields, "person.givenName"),
        ["half of a surrogate pair in a field's name"] = Raw("""{"pers\ud83don":{}}""", Form),
        ["a letter lost before it came here"] = Spoilt(json => json["person"]!["givenName"] = "Zo\ufffd", "person.givenName"),
        ["control characters in own words"] = Spoilt(json => json["place"] = "near\u001bthe market", "place"),
        ["seven lines of address"] = Spoilt(json => json["person"]!["addressLines"] = new JsonArray("1", "2", "3", "4", "5", "6", "7"), "person.addressLines"),
        ["a control character in the second line"] = Spoilt(
        json => json["person"]!["addressLines"] = new JsonArray("12 Example Street", "Lei\0cester"), "person.addressLines[1]"),
        ["a postcode as long as an address"] = Spoilt(json => json["person"]!["postcode"] = new string('L', 200), "person.postcode"),
        ["an NHS number as long as a letter"] = Spoilt(json => json["person"]!["nhsNumber"] = new string('9', 200), "person.nhsNumber"),
        ["an e-mail address without a place"] = Spoilt(json => json["person"]!["email"] = "priya", "person.email"),
        ["an e-mail address with a second one behind it"] = Spoilt(json => json["person"]!["email"] = "priya@example.org, all@example.org", "person.email"),
        ["an e-mail address with a header behind it"] = Spoilt(json => json["person"]!["email"] = "priya@example.org\nBcc: all@example.org", "person.email"),
        ["words for a phone"] = Spoilt(json => json["person"]!["phone"] = "ask my sister", "person.phone"),
        ["a language in words"] = Spoilt(json => json["person"]!["language"] = "Gujarati please", "person.language"),
        ["no way to reach the person"] = Spoilt(json => json["person"] = new JsonObject { ["givenName"] = "Priya" }, "person.email"),

        // Codes nobody knows.
        ["an unknown area"] = Spoilt(json => json["area"] = "atlantis", "area"),
        ["an unknown need"] = Spoilt(json => json["health"]!["needs"] = new JsonArray("everything"), "health.needs"),
        ["an unknown way of meeting"] = Spoilt(json => json["meetingWays"] = new JsonArray("telepathy"), "meetingWays"),
        ["an unknown format"] = Spoilt(
        json => json["person"]!["contact"] = new JsonObject { ["formats"] = new JsonArray("papyrus") }, "person.contact.formats"),
        ["an unknown purpose"] = Spoilt(json => json["person"]!["consents"]!["marketing"] = true, "person.consents"),
        ["a group that is not a code"] = Spoilt(json => json["groups"] = new JsonObject { ["Care Leaver"] = true }, "groups"),
        ["a question that is not a code"] = Spoilt(json => json["answers"] = new JsonObject { ["What job?"] = "any" }, "answers"),
        ["a wish that is not a code"] = Spoilt(json => json["lookingFor"] = "A job!", "lookingFor"),
        ["a practice that is not a code"] = Spoilt(json => json["practice"] = "Dr Jones", "practice"),

        // An employer.
        ["an employer without a name"] = Spoilt(json => json["employer"]!["name"] = " ", "employer.name"),
        ["an employer's address that is none"] = Spoilt(json => json["employer"]!["email"] = "jo at works", "employer.email"),
        ["an employer's number that is none"] = Spoilt(json => json["employer"]!["phone"] = "ask Jo", "employer.phone", "jobcentre"),
        ["an employer named by an employer"] = Spoilt(json => json["employer"] = new JsonObject { ["name"] = "Example Works" }, "employer", "employer"),

        // Agreement.
        ["a referrer at the person's own door"] = Spoilt(json => json["referrer"] = new JsonObject { ["name"] = "Sam" }, "referrer"),
        ["somebody else without saying who refers"] = Spoilt(json => json.Remove("referrer"), "referrer", "employer"),
        ["a referrer without a name"] = Spoilt(json => json["referrer"]!["name"] = null, "referrer.name", "jobcentre"),
        ["somebody else without their agreement"] = Spoilt(json => json["referrer"]!["agreement"] = "  ", "referrer.agreement", "primary-care"),
        ["a person who does not agree to the service"] = Spoilt(
        json => json["person"]!["consents"]!["service"] = false, "person.consents.service", "local-service"),
    };

    public static JsonObject Good(Action<JsonObject>? spoil = null, string referralSource = "self")
    {
        var json = OneDoor.Good(referralSource);
        spoil?.Invoke(json);
        return json;
    }

    private static BadInput Spoilt(Action<JsonObject> spoil, string field, string referralSource = "self") =>
        new(() => Json(Good(spoil, referralSource).ToJsonString()), 400, Fields, field, referralSource);

    private static BadInput Raw(string text, string code) => new(() => Json(text), 400, code, null);

    private static BadInput Bytes(byte[] bytes, string? code, string? field) => new(() => Json(bytes), 400, code ?? "", field);

    private static ByteArrayContent Json(string text) => Json(Encoding.UTF8.GetBytes(text));

    private static ByteArrayContent Json(byte[] bytes) => new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private static ByteArrayContent Packed()
    {
        var content = Json("{}");
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    private sealed class Unmeasured(int length) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            for (var i = 0; i < length; i += 1000) await stream.WriteAsync(Encoding.UTF8.GetBytes(new string(' ', 1000)));
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = 0;
            Headers.ContentType ??= new MediaTypeHeaderValue("application/json");
            return false;
        }
    }
}
