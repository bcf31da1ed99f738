using System.Diagnostics;
using System.Globalization;
using System.Text;
using HandlebarsDotNet;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Rendering;
using WorkWell.Communications.Templates;
using WorkWell.People.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Benchmarks;

/// <summary>
/// Rendering with all limits on, one thread. First one template with its values ready, beside a StringBuilder and Handlebars.Net, the engine before this one,
/// with the same limits and without; then whole messages from a request to subject, text and HTML: channel chosen, language found, values checked, escaped and
/// fenced off.
/// </summary>
internal static class RenderBenchmark
{
    private const int Renders = 20_000;
    private const int RoundsEach = 21;

    public static async Task RunAsync(TextWriter output)
    {
        await using var host = await RunningHost.StartAsync(new Dictionary<string, string?> { ["Communications:RequireApproval"] = "false" });
        var renderer = host.Services.GetRequiredService<MessageRenderer>();
        var library = host.Services.GetRequiredService<TemplateLibrary>();

        await OneTemplateAsync(output, library);
        await Rounds.CompareAsync(output, RoundsEach,
            ("whole text message, English", () => Whole(renderer, "referral-received-eligible", "en", Channel.Sms)),
            ("whole text message, Arabic", () => Whole(renderer, "referral-received-eligible", "ar", Channel.Sms)),
            ("whole letter, English", () => Whole(renderer, "referral-received-eligible", "en", Channel.Letter)),
            ("whole e-mail with HTML, English", () => Whole(renderer, "referral-received-eligible", "en", Channel.Email)),
            ("whole e-mail with HTML and reasons, Arabic", () => Whole(renderer, "referral-needs-review", "ar", Channel.Email)));
    }

    private static async Task OneTemplateAsync(TextWriter output, TemplateLibrary library)
    {
        var file = library.Current.Find("national", "en")!.Templates["referral-received-eligible.email.txt"]!;
        var handlebars = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true, ThrowOnUnresolvedBindingExpression = true })
            .Compile(new StringReader(InHandlebars(file.Source)));
        var given = new Dictionary<string, object>
        {
            ["givenName"] = "Amira", ["receivedOn"] = "9 March 2026", ["organisation"] = "Sähëlï Hub", ["advice"] = Array.Empty<string>(),
                ["reference"] = "WW-7K3M-P9QX",
            ["areaPhone"] = "0121 496 0000", ["areaEmail"] = "", ["areaWeb"] = "", ["serviceName"] = "WorkWell Birmingham and Solihull",
        };
        var values = new TemplateValues(given.Count);
        foreach (var (name, value) in given.Where(field => field.Key != TemplateFields.Advice)) values.Set(name, (string)value);
        values.Set(TemplateFields.Advice, Array.Empty<string>());
        var renderer = new ScribanRenderer();
        var limited = new LimitedWriter();
        foreach (var text in new[] { renderer.Render(file.Body, values), limited.Render(handlebars, given), Bare(handlebars, given) })
        {
            if (text != ByHand(given)) throw new InvalidOperationException($"By hand it has to be the same message, not [{text}] and [{ByHand(given)}].");
        }
        await Rounds.CompareAsync(output, RoundsEach,
            ("StringBuilder, the floor", () => Run(() => ByHand(given))),
            ("Handlebars.Net, no limits", () => Run(() => Bare(handlebars, given))),
            ("Handlebars.Net, the same limits", () => Run(() => limited.Render(handlebars, given))),
            ("Scriban, all limits on", () => Run(() => renderer.Render(file.Body, values))));
    }

    /// <summary>The body of the template as it was written for the engine before.</summary>
    private static string InHandlebars(string source) => source[(source.IndexOf('\n', StringComparison.Ordinal) + 2)..]
        .Replace("{{~ for item in advice ~}}\n- {{ item }}\n{{~ end ~}}", "{{#each advice}}\n- {{this}}\n{{/each}}", StringComparison.Ordinal)
        .Replace("{{~ if ", "{{#if ", StringComparison.Ordinal).Replace("{{~ end", "{{/if", StringComparison.Ordinal)
        .Replace("{{~ else", "{{else", StringComparison.Ordinal).Replace(" ~}}", "}}", StringComparison.Ordinal);

    private static string ByHand(Dictionary<string, object> values)
    {
        var text = new StringBuilder(1024);
        text.Append("Hello ").Append(values["givenName"]).Append(",\n\nThank you. We got your referral on ").Append(values["receivedOn"])
            .Append(", and we can help you.\n\nWhat happens next:\n\n");
        if (values["organisation"] is string { Length: > 0 } organisation)
            text.Append("- We are asking ").Append(organisation).Append(" to get in touch with you.\n");
        else text.Append("- Someone from our team will get in touch with you.\n");
        text.Append("- You talk together about what makes work hard, and what could help.\n- You make a plan together. You choose what goes in it.\n\n");
        text.Append("\nYour reference is ").Append(values["reference"])
            .Append(". Please keep it, in case you need to talk to us.\n\nIt is up to you if you take part. You can stop at any time.\n\n");
        if (values["areaPhone"] is string { Length: > 0 } phone) text.Append("You can call us on ").Append(phone).Append(".\n");
        if (values["areaEmail"] is string { Length: > 0 } email) text.Append("You can email us at ").Append(email).Append('\n');
        if (values["areaWeb"] is string { Length: > 0 } web) text.Append("Find out more about us: ").Append(web).Append('\n');
        return text.Append('\n').Append(values["serviceName"]).Append('\n').ToString();
    }

    private static string Bare(HandlebarsTemplate<TextWriter, object, object> template, Dictionary<string, object> values)
    {
        var writer = new StringWriter(new StringBuilder(1024), CultureInfo.InvariantCulture);
        template(writer, values);
        return writer.ToString();
    }

    private static Task<long> Whole(MessageRenderer renderer, string code, string language, Channel channel)
    {
        var type = MessageTypes.Find(code)!;
        var message = new MessageToRender
        {
            Area = "bsol",
            Type = code,
            Card = new ContactDetails
            {
                PersonId = Guid.Empty, GivenName = "Amira", FullName = "Amira O'Neill", Language = language, Email = "amira@people.example",
                    Phone = "+447700900123",
                AddressLines = ["1 Example Street", "Birmingham", "B9 9ZZ"], Contact = new() { Preferred = channel },
            },
            Fields = type.Fields.ToDictionary(field => field.Name, field => field.Sample),
            Reasons = type.ListsReasons ? [new("in-footprint-unknown"), new("health-affects-work-unknown")] : [],
        };
        if (renderer.Render(message) is not RenderOutcome.Rendered { Message: var first } || first.Language != language || first.Channel != channel)
            throw new InvalidOperationException("The message was not rendered as requested.");
        return Run(() => ((RenderOutcome.Rendered)renderer.Render(message)).Message.Text);
    }

    private static Task<long> Run(Func<string> render)
    {
        var characters = 0L;
        for (var i = 0; i < Renders; i++) characters += render().Length;
        GC.KeepAlive(characters);
        return Task.FromResult((long)Renders);
    }

    /// <summary>What kept the engine before within its limits.</summary>
    private sealed class LimitedWriter() : TextWriter(CultureInfo.InvariantCulture)
    {
        private readonly StringBuilder text = new(4096);
        private long deadline;
        private int writes;

        public override Encoding Encoding => Encoding.Unicode;

        public string Render(HandlebarsTemplate<TextWriter, object, object> template, Dictionary<string, object> values)
        {
            text.Clear();
            writes = 0;
            deadline = Stopwatch.GetTimestamp() + (long)(RenderLimits.Time.TotalSeconds * Stopwatch.Frequency);
            template(this, values);
            return text.ToString();
        }

        public override void Write(char value)
        {
            Check(1);
            text.Append(value);
        }

        public override void Write(string? value)
        {
            if (value is null) return;
            Check(value.Length);
            text.Append(value);
        }

        public override void Write(ReadOnlySpan<char> buffer)
        {
            Check(buffer.Length);
            text.Append(buffer);
        }

        public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

        private void Check(int more)
        {
            if (text.Length + more > RenderLimits.Output || ((++writes & 31) == 0 && Stopwatch.GetTimestamp() > deadline))
                throw new InvalidOperationException("Over a limit.");
        }
    }
}
