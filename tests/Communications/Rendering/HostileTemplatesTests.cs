using System.Diagnostics;
using System.Text;
using WorkWell.Communications.Rendering;
using WorkWell.Communications.Templates;

namespace WorkWell.Communications.Tests.Rendering;

/// <summary>Templates written to do harm. Each is refused when it is read, or stopped by the limits when it is rendered with the largest values there can be.</summary>
public sealed class HostileTemplatesTests
{
    private static readonly TimeSpan MostTime = TimeSpan.FromMilliseconds(300);
    private const long MostBytes = 64L * 1024 * 1024;

    private static readonly HandlebarsEngine Engine = new();

    [Fact]
    public void A_hundred_hostile_templates_are_stopped_within_time_and_memory()
    {
        var hostile = Hostile().Select(TextHash.OneForm).ToArray();
        Assert.True(hostile.Length >= 100, $"There are {hostile.Length}.");
        Assert.Equal(hostile.Length, hostile.Distinct().Count());
        Try("Subject: Hello\n\nHello {{givenName}}\n");

        foreach (var source in hostile)
        {
            var (bytes, time) = (long.MaxValue, TimeSpan.MaxValue);
            // Whatever else the machine does is not the template's: the quickest of five counts.
            for (var i = 0; i < 5; i++)
            {
                var (before, started) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
                Assert.True(Try(source), $"Not stopped: {Shown(source)}");
                (bytes, time) = (Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - before), Min(time, Stopwatch.GetElapsedTime(started)));
            }
            Assert.True(bytes < MostBytes, $"{bytes / 1024 / 1024} MB for {Shown(source)}");
            Assert.True(time < MostTime, $"{time.TotalMilliseconds:0} ms for {Shown(source)}");
        }
    }

    [Fact]
    public void Each_refusal_names_a_line_and_says_what_to_do()
    {
        foreach (var source in Hostile().Select(TextHash.OneForm))
        {
            foreach (var fault in TemplateFile.Read("referral-needs-review.email.txt", source, Engine).Faults)
            {
                Assert.InRange(fault.Line, 0, source.Count(c => c == '\n') + 1);
                Assert.InRange(fault.Says.Length, 10, 1000);
                Assert.DoesNotContain(fault.Says, char.IsControl);
            }
        }
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>Whether the template was refused, or stopped while it was rendered.</summary>
    private static bool Try(string source)
    {
        var (file, faults) = TemplateFile.Read("referral-needs-review.email.txt", source, Engine);
        if (file is null) return faults.Count > 0;
        string[] entries = [.. Enumerable.Repeat(new string('x', RenderLimits.Value), RenderLimits.Entries)];
        var values = TemplateFields.Of(file.Type).All.ToDictionary(field => field.Name, object (_) => new string('&', RenderLimits.Value));
        values[TemplateFields.Reasons] = values[TemplateFields.Advice] = entries;
        try
        {
            new LimitedWriter().Render(file.Body, values);
            new LimitedWriter().Render(file.Html!, values);
            return false;
        }
        catch (RenderLimitExceededException)
        {
            return true;
        }
    }

    private static IEnumerable<string> Hostile()
    {
        string[] bodies =
        [
            // What Handlebars knows beyond values, conditions and lists.
            "{{{givenName}}}", "{{&givenName}}", "{{> itself}}", "{{>itself}}{{> itself}}", "{{#> block}}x{{/block}}", "{{* decorator}}", "{{#*inline \"x\"}}{{> x}}{{/inline}}", "{{{{raw}}}}{{givenName}}{{{{/raw}}}}",
            "{{lookup this 'givenName'}}", "{{log givenName}}", "{{#with givenName}}{{length}}{{/with}}", "{{helperMissing}}", "{{blockHelperMissing}}", "{{givenName.length}}", "{{this.constructor}}", "{{../givenName}}",
            "{{@root.givenName}}", "{{@index}}", "{{#each reasons}}{{@root}}{{/each}}", "{{#each reasons as |reason i|}}{{reason}}{{/each}}", "{{[givenName]}}", "{{\"givenName\"}}", "{{'x'}}", "{{42}}", "{{true}}", "{{null}}",
            "{{givenName reasons}}", "{{(givenName)}}", "{{#if (lookup this 'x')}}x{{/if}}", "{{format givenName \"{0:D999999999}\"}}", "{{~givenName~}}", "{{^}}", "{{#givenName}}x{{/givenName}}", "{{^givenName}}x{{/givenName}}",
            "{{else}}", "{{#if givenName}}a{{else}}b{{else}}c{{/if}}", "{{#if givenName}}a{{else if fullName}}b{{/if}}", "{{#unless}}x{{/unless}}", "{{#if}}x{{/if}}", "{{/if}}", "{{/each}}", "{{#each}}x{{/each}}",
            // What is never closed, or closed wrongly.
            "{{", "}}", "{{givenName", "givenName}}", "{{ }}", "{{}}", "{{{{", "}}}}", "{{#if givenName}}", "{{#if givenName}}{{/each}}", "{{#each reasons}}{{/if}}", "{{#if givenName}}{{#each reasons}}{{/if}}{{/each}}",
            "{{!-- never closed", "{{! {{givenName}} }} }}", "\\{{givenName}}", "{{given\nName}}", "{{givenName\0}}", "{{ givenName\t}}", "{{gi\u0456venName}}",
            // Fields that are not there, or not what they are used as.
            "{{password}}", "{{__proto__}}", "{{constructor}}", "{{toString}}", "{{GetType}}", "{{reasons}}", "{{#each givenName}}{{this}}{{/each}}", "{{this}}", "{{#each reasons}}{{givenName}}{{/each}}",
            "{{#each reasons}}{{#each reasons}}{{this}}{{/each}}{{/each}}", "{{#each reasons}}{{#if givenName}}{{this}}{{/if}}{{/each}}", "{{areaPhone}}", "{{#if areaPhone}}x{{else}}{{areaPhone}}{{/if}}", "{{#unless areaPhone}}{{areaPhone}}{{/unless}}",
            // Marks that other programs read.
            "((givenName))", "{{#if areaWeb}}{{areaWeb}}.{{/if}}", "\u202Ereversed", "\u2066isolated", "\0", "\u001B[2J", "\uFFFD", "\uD83D\uDE00", "Zoe\u0308",
            // Too much of everything.
            Many("{{givenName}}", 201), Many("{{#if givenName}}", 6) + "x" + Many("{{/if}}", 6), Many("{{#if givenName}}", 1_000) + Many("{{/if}}", 1_000), Many("{{#each reasons}}", 2_000),
            Many("{{#each reasons}}{{this}}{{/each}}\n", 11), Many("{{#each reasons}}{{this}}{{this}}{{this}}{{this}}{{this}}{{this}}{{/each}}\n", 10), Many("{{", 9_000), Many("}}", 9_000), Many("{", 19_000), Many("{{!", 5_000),
            Many("{{!-- x --}}", 1_500) + "{{no}}", Many("a", 25_000), Many("{{#if givenName}}\n", 900), Many("{{else}}", 200), Many("\n", 19_000) + "{{no}}", Many("- {{this}}\n", 500), Many("((", 9_000),
            "{{" + Many("a", 19_000) + "}}", "{{#if " + Many("a ", 9_000) + "}}x{{/if}}", "{{#each reasons}}" + Many("x", 10_000) + "{{this}}{{/each}}", Many("{{fullName}}{{givenName}}", 100), Many("{{/if}}", 190),
            Many("{{#unless givenName}}{{else}}", 5) + Many("{{/unless}}", 4), "{{#if givenName}}" + Many("{{#if fullName}}{{/if}}", 150),
        ];
        foreach (var body in bodies) yield return $"Subject: Hello\n\n{body}\n";
        yield return "no subject\n\nx";
        yield return "Subject: {{#if givenName}}\n\nx{{/if}}\n";
        yield return "Subject: {{password}}\n\nx\n";
        yield return "Subject: {{!-- \n\n --}}x\n";
        yield return "Subject: x\r\n\r\n{{password}}\r\n";
    }

    private static string Many(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static string Shown(string source) => FieldText.OneLine(source.Length > 80 ? source[..80] : source);
}
