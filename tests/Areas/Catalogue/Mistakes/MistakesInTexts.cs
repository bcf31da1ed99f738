using System.Text;

namespace WorkWell.Areas.Tests.Mistakes;

/// <summary>Mistakes in an area's own words. While an area serves, the last good words go on being sent; so these are there when the host starts.</summary>
internal static class MistakesInTexts
{
    public static IEnumerable<PlantedMistake> All =>
        Planted.Select(mistake => mistake with { File = "templates/" + mistake.File, IsThereFromTheStart = true });

    private static IEnumerable<PlantedMistake> Planted =>
    [
        Words("en/coach-chekc-in.sms.scriban", null, "There is no message type 'coach-chekc-in'.", "Hello {{ reference }}\n"),
        Words("en/coach-check-in.txt.scriban", null, "'txt' is not a channel: use email.txt, email.html, sms or letter.", "Hello {{ reference }}\n"),
        Words("en/offer-nudge.sms.scriban", null, "A 'offer-nudge' message never goes by sms.", "Hello {{ reference }}\n"),
        Words("en/coach-check-in.scriban", null, "The name says no channel", "Hello {{ reference }}\n"),
        Words("en/coach-check-in.sms.liquid", null, "'.liquid' is not the ending of a template. Use .scriban.", "Hello\n"),
        Words("en/coach-check-in.email.txt.scriban", 1, "The first line is 'Subject: ...' and the second is empty.", "Hello {{ reference }}\n"),
        Sms(2, "There is no field 'password'.", "Hello\n{{ password }} {{ reference }}\n"),
        Sms(1, "'organisation' may be empty: put it inside '{{ if organisation }}'.", "Hello {{ organisation }} {{ reference }}\n"),
        Sms(1, "'{{ if organisation }}' is never ended.", "Hello {{ if organisation }}you {{ reference }}\n"),
        Sms(1, "'{{' is never closed by '}}'.", "Hello {{ reference\n"),
        Sms(1, "'}}' stands without a '{{' before it.", "Hello }} {{ reference }}\n"),
        Sms(1, "'{{ end }}' ends nothing.", "Hello {{ reference }}{{ end }}\n"),
        Sms(1, "'{{ include 'secrets' }}' is not allowed.", "Hello {{ include 'secrets' }}\n"),
        Sms(2, "What goes over 'http://' can be read and changed on its way: write 'https://'.", "Hello {{ reference }}\nSee http://workwell.example\n"),
        Sms(1, "'((' means a field to GOV.UK Notify", "Hello ((name)) {{ reference }}\n"),
        Sms(1, "There is a hidden direction mark (U+202E)", "Hello \u202e {{ reference }}\n"),
        Sms(1, "Some letters are made of loose parts: save the text in Unicode form NFC.", "Caf\u0065\u0301 {{ reference }}\n"),
        Sms(null, "The message would be empty.", "\n"),
        Sms(null, "The text message would take 33 parts; 6 are the most.", "{{ reference }}" + new string('a', 33 * 150) + "\n"),
        Bytes("en/coach-check-in.sms.scriban", null, "The file is saved as UTF-16. Save it as UTF-8.", Encoding.Unicode.GetBytes("\uFEFFHello\n")),
        Bytes("en/coach-check-in.sms.scriban", 2, "Here is a letter that is not UTF-8", Encoding.Latin1.GetBytes("Hello\nSähëlï\n")),
        Words("english/coach-check-in.sms.scriban", null, "'english' is not the tag of a language", "Hello\n", named: "english"),
        Words("en/reasons.json", 2, "'Lives Elsewhere': use lower-case words with hyphens for a code.", "{ \"reasons\": {\n\"Lives Elsewhere\": \"No\" } }"),
        Words("en/reasons.json", 2, "'minimum-age': ", "{ \"reasons\": {\n\"minimum-age\": \"{{ age }}\" } }"),
        Words("en/questions.json", 1, "", "{ \"questions\": [] }"),
        Words("en/approvals.json", null, "There is no text 'coach-check-in.sms' beside this file",
            "{ \"texts\": { \"coach-check-in.sms\": { \"state\": \"drafted\", \"on\": \"2026-09-01\" } } }"),
        new("en/approvals.json", null, "'coach-check-in.sms' is approved on 2999-01-01, a day that has not come.", (config, code) =>
        {
            config.Write($"areas/{code}/templates/en/coach-check-in.sms.scriban", "Hello {{ reference }}\n");
            config.Write($"areas/{code}/templates/en/approvals.json",
                "{ \"texts\": { \"coach-check-in.sms\": { \"state\": \"approved\", \"on\": \"2999-01-01\", \"by\": \"A\", \"hash\": \"b\" } } }");
        }),
        new("en/approvals.json", null, "'coach-check-in.sms' is approved, so it says by whom and the hash of the text.", (config, code) =>
        {
            config.Write($"areas/{code}/templates/en/coach-check-in.sms.scriban", "Hello {{ reference }}\n");
            config.Write($"areas/{code}/templates/en/approvals.json",
                "{ \"texts\": { \"coach-check-in.sms\": { \"state\": \"approved\", \"on\": \"2026-01-01\" } } }");
        }),
    ];

    private static PlantedMistake Sms(int? line, string says, string text) => Words("en/coach-check-in.sms.scriban", line, says, text);

    private static PlantedMistake Words(string file, int? line, string says, string text, string? named = null) =>
        new(named ?? file, line, says, (config, code) => config.Write($"areas/{code}/templates/{file}", text));

    private static PlantedMistake Bytes(string file, int? line, string says, byte[] bytes) => new(file, line, says, (config, code) =>
    {
        config.Write($"areas/{code}/templates/{file}", "");
        File.WriteAllBytes(config.PathOf($"areas/{code}/templates/{file}"), bytes);
    });
}
