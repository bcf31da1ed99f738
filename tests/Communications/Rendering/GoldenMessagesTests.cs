using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WorkWell.Areas.Sdk;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Rendering;
using WorkWell.Communications.Templates;
using WorkWell.People.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Communications.Tests.Rendering;

/// <summary>
/// Every message of every area, byte for byte: each type, channel and language with every combination of optional fields, as text and HTML, and each reason.
/// The files were written with the previous engine; any change of texts or rendering shows here.
/// </summary>
public sealed class GoldenMessagesTests
{
    private static readonly string Folder = Checkout.Path("tests", "Communications", "Rendering", "Golden");
    private static readonly string[] Languages = ["en", "gu", "ar"];
    private static readonly TemplateLibrary Library = Given.Library();

    [Theory]
    [InlineData("national")]
    [InlineData("bsol")]
    [InlineData("dudley")]
    [InlineData("llr")]
    [InlineData("swl")]
    public void Every_message_of_an_area_is_what_it_was(string code)
    {
        var lines = new StringBuilder();
        foreach (var type in MessageTypes.All)
        {
            foreach (var channel in type.Channels)
            {
                foreach (var language in Languages)
                {
                    var (renders, hash) = HashOf([.. Combinations(code, type, channel, language)]);
                    lines.Append(CultureInfo.InvariantCulture, $"{type.Code} {channel} {language}: {renders} renders, {hash}\n");
                }
            }
        }
        foreach (var reason in ReasonCodes(code))
        {
            foreach (var language in Languages)
                lines.Append(CultureInfo.InvariantCulture, $"reason {reason} {language}: {HashOf([RenderReason(code, reason, language)]).Hash}\n");
        }
        AssertSame($"{code}.txt", lines.ToString());
    }

    [Theory]
    [InlineData("en")]
    [InlineData("gu")]
    [InlineData("ar")]
    public void One_of_each_message_can_be_read_in_full(string language)
    {
        var pages = new StringBuilder();
        var area = AreaOf("bsol", withPhone: true, withEmail: true, withWeb: true);
        foreach (var type in MessageTypes.All)
        {
            foreach (var channel in type.Channels)
            {
                var message = Render(area, Given.Message(type, language, channel) with { Area = "bsol" });
                pages.Append(CultureInfo.InvariantCulture, $"=== {type.Code} by {channel}\n{message.Subject}\n---\n{message.Text}\n");
                if (message.Html is { } html) pages.Append(CultureInfo.InvariantCulture, $"---\n{html}");
            }
        }
        AssertSame($"in-full.{language}.txt", pages.ToString());
    }

    private static IEnumerable<RenderedMessage> Combinations(string code, MessageType type, Channel channel, string language)
    {
        var optional = type.Fields.Where(field => field.IsOptional).ToArray();
        var whole = Given.Message(type, language, channel) with { Area = code };
        for (var bits = 0; bits < 1 << (optional.Length + 5); bits++)
        {
            var (withPhone, withEmail, withWeb, withReasons, withAdvice) = (Has(bits, 0), Has(bits, 1), Has(bits, 2), Has(bits, 3), Has(bits, 4));
            if ((withReasons && !type.ListsReasons) || (withAdvice && !type.ListsAdvice)) continue;
            var left = optional.Where((_, at) => !Has(bits, at + 5)).Select(field => field.Name).ToHashSet();
            yield return Render(AreaOf(code, withPhone, withEmail, withWeb), whole with
            {
                Fields = whole.Fields.Where(field => !left.Contains(field.Key)).ToDictionary(),
                Reasons = withReasons ? whole.Reasons : [],
                Advice = withAdvice ? whole.Advice : [],
            });
        }

        static bool Has(int bits, int at) => (bits & (1 << at)) != 0;
    }

    private static RenderedMessage RenderReason(string code, string reason, string language) =>
        Render(AreaOf(code, withPhone: false, withEmail: false, withWeb: false), Given.Message("referral-needs-review", language, Channel.Email) with
        {
            Area = code,
            Reasons = [new(reason, new Dictionary<string, string> { ["limit"] = "18", ["count"] = "2" })],
            Advice = [],
        });

    private static IEnumerable<string> ReasonCodes(string code) => new[] { code, "national" }.Distinct()
        .SelectMany(place => Library.Current.Find(place, "en")!.Reasons!.Codes).Distinct().Order(StringComparer.Ordinal);

    private static RenderedMessage Render(AreaSettings area, MessageToRender message) =>
        Given.Renderer(Library, area: area).Render(message) is var outcome && outcome is RenderOutcome.Rendered rendered ? rendered.Message
        : throw new InvalidOperationException(outcome.ToString());

    private static AreaSettings AreaOf(string code, bool withPhone, bool withEmail, bool withWeb) => Given.Area with
    {
        Code = code,
        ServiceName = ServiceName(code),
        Contact = new()
        {
            Phone = withPhone ? Given.Area.Contact.Phone : null,
            Email = withEmail ? Given.Area.Contact.Email : null,
            Web = withWeb ? Given.Area.Contact.Web : null,
        },
    };

    private static string ServiceName(string code)
    {
        if (code == Areas.Contracts.Area.National) return "WorkWell";
        using var settings = JsonDocument.Parse(File.ReadAllText(Checkout.Path("config", "areas", code, "area.json")));
        return settings.RootElement.GetProperty("serviceName").GetString()!;
    }

    private static (int Renders, string Hash) HashOf(RenderedMessage[] messages)
    {
        var parts = string.Join('\0', messages.Select(message => $"{message.Language}\0{message.Subject}\0{message.Text}\0{message.Html}"));
        return (messages.Length, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(parts)).AsSpan(0, 8)));
    }

    private static void AssertSame(string file, string now)
    {
        var path = Path.Combine(Folder, file);
        if (File.Exists(path) && File.ReadAllText(path) == now) return;
        var received = Path.Combine(AppContext.BaseDirectory, file);
        File.WriteAllText(received, now);
        var known = File.Exists(path) ? File.ReadAllLines(path) : [];
        Assert.Fail($"Messages changed. Where that is meant, copy {received} to {path}. First: {now.Split('\n').Except(known).FirstOrDefault()}");
    }
}
