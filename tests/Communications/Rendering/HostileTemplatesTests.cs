using System.Diagnostics;
using System.Text;
using WorkWell.Communications.Rendering;
using WorkWell.Communications.Templates;
using WorkWell.Communications.Texts;

namespace WorkWell.Communications.Tests.Rendering;

/// <summary>
/// Hostile templates. Each is refused when it is read, or by the limits when it is rendered with the largest possible values.
/// </summary>
public sealed class HostileTemplatesTests
{
    private static readonly TimeSpan MaxTime = TimeSpan.FromMilliseconds(300);
    private const long MaxBytes = 64L * 1024 * 1024;

    [Fact]
    public void A_hundred_hostile_templates_are_stopped_within_time_and_memory()
    {
        var hostile = Hostile().Select(TextHash.Normalise).ToArray();
        Assert.True(hostile.Length >= 100, $"There are {hostile.Length}.");
        Assert.Equal(hostile.Length, hostile.Distinct().Count());
        Assert.False(Try("Subject: Hello\n\nHello {{ givenName }}\n"));

        foreach (var source in hostile)
        {
            var (bytes, time) = (long.MaxValue, TimeSpan.MaxValue);
            // The quickest of five, to exclude other load on the machine.
            for (var i = 0; i < 5; i++)
            {
                var (before, started) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
                Assert.True(Try(source), $"Not stopped: {Shown(source)}");
                (bytes, time) = (Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - before), Min(time, Stopwatch.GetElapsedTime(started)));
            }
            Assert.True(bytes < MaxBytes, $"{bytes / 1024 / 1024} MB for {Shown(source)}");
            Assert.True(time < MaxTime, $"{time.TotalMilliseconds:0} ms for {Shown(source)}");
        }
    }

    [Fact]
    public void Each_refusal_names_a_line_and_says_what_to_do()
    {
        foreach (var source in Hostile().Select(TextHash.Normalise))
        {
            foreach (var error in TemplateFile.Read("referral-needs-review.email.txt", source).Errors)
            {
                Assert.InRange(error.Line, 0, source.Count(c => c == '\n') + 1);
                Assert.InRange(error.Message.Length, 10, 1000);
                Assert.DoesNotContain(error.Message, char.IsControl);
            }
        }
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>Whether the template was refused when it was read, or when it was rendered.</summary>
    private static bool Try(string source)
    {
        var (file, errors) = TemplateFile.Read("referral-needs-review.email.txt", source);
        if (file is null) return errors.Count > 0;
        string[] entries = [.. Enumerable.Repeat(new string('x', FieldText.MaxLength), RenderLimits.Entries)];
        var values = new TemplateValues(20);
        foreach (var field in TemplateFields.Of(file.Type).All) values.Set(field.Name, new string('&', FieldText.MaxLength));
        values.Set(TemplateFields.Reasons, entries);
        values.Set(TemplateFields.Advice, entries);
        try
        {
            new ScribanRenderer().Render(file.Body, values);
            new ScribanRenderer().Render(file.Html!, values, escapesHtml: true);
            return false;
        }
        catch (RenderRefusedException)
        {
            return true;
        }
    }

    private static IEnumerable<string> Hostile()
    {
        string[] bodies =
        [
            // Scriban features beyond values, conditions and lists.
            "{{ include 'itself' }}", "{{ include_join ['a'] ',' }}", "{{ import givenName }}", "{{ func f(x) }}x{{ end }}",
                "{{ capture x }}x{{ end }}{{ x }}", "{{ with givenName }}{{ length }}{{ end }}", "{{ wrap f }}x{{ end }}",
            "{{ x = 1 }}", "{{ givenName = 'x' }}", "{{ readonly givenName }}", "{{ x += 1 }}", "{{ ++x }}", "{{ x++ }}", "{{ givenName.size }}",
            "{{ givenName[0] }}", "{{ givenName?.x }}", "{{ this }}", "{{ this['givenName'] }}",
            "{{ this.givenName }}", "{{ empty }}", "{{ null }}", "{{ true }}", "{{ 42 }}", "{{ 'x' }}", "{{ `x` }}", "{{ $'{givenName}' }}", "{{ \"}}\" }}",
            "{{ 'a' * 200000000 }}", "{{ [1] * 100000000 }}", "{{ (1..1000000000) * 3 }}", "{{ 1..100000000 }}",
            "{{ 1 << 100000000 }}", "{{ 1 + 1 }}", "{{ givenName + givenName }}", "{{ givenName | string.upcase }}", "{{ 'x' | string.pad_left 2000000000 }}",
            "{{ array.insert_at reasons 2000000000 1 }}", "{{ object.eval '1' }}",
            "{{ object.to_json this }}", "{{ 'x' | object.eval_template }}", "{{ date.now }}", "{{ regex.match 'aaaaaaaaaaaaaaaaaaaaaaaaaaaa' '(a+)+$' }}",
            "{{ math.random 1 2 }}", "{{ html.escape givenName }}", "{{ string.literal givenName }}",
            "{{ do; ret 1; end }}", "{{ ret givenName }}", "{{ break }}", "{{ continue }}", "{{ while true }}x{{ end }}",
            "{{ for i in 1..1000000000 }}x{{ end }}", "{{ for item in reasons reversed }}{{ item }}{{ end }}",
            "{{ for item in reasons limit:1 }}{{ item }}{{ end }}",
            "{{ for reason in reasons }}{{ reason }}{{ end }}", "{{ for item in reasons }}{{ for.index }}{{ end }}",
            "{{ for givenName in reasons }}{{ givenName }}{{ end }}", "{{ tablerow item in reasons }}{{ item }}{{ end }}",
            "{{ for item in reasons }}{{ item }}{{ else }}x{{ end }}",
            "{{ case givenName }}{{ when 'x' }}y{{ end }}", "{{ if givenName == 'x' }}y{{ end }}", "{{ if givenName && fullName }}y{{ end }}",
            "{{ if !!givenName }}y{{ end }}", "{{ if (givenName) }}y{{ end }}", "{{ if f givenName }}y{{ end }}",
            "{{ if givenName; fullName; end }}", "{{ givenName; fullName }}", "{{ givenName fullName }}", "{{ givenName ? 1 : 2 }}", "{{ !givenName }}",
            "{{ -givenName }}", "{{ @givenName }}", "{{ ^givenName }}", "{{ $givenName }}", "{{ $0 }}", "{{ {a:1} }}", "{{ [givenName] }}",
            "{{- givenName -}}", "{{~ givenName ~}}", "{{ givenName # note }}", "{{ # note }}", "{{## a ## b ##}}", "{{##}}", "{%{ {{ givenName }} }%}",
            "{%%{ x }%%}", "+++\nx = 1\n+++\n{{ x }}",
            // Other template languages.
            "{{{givenName}}}", "{{&givenName}}", "{{> itself}}", "{{#if givenName}}x{{/if}}", "{{#each reasons}}{{this}}{{/each}}",
                "{{^givenName}}x{{/givenName}}", "{{! note }}", "{{/if}}", "{{@root.givenName}}", "{{../givenName}}", "{% if givenName %}x{% endif %}",
            // Unclosed or wrongly closed tags.
            "{{", "}}", "{{ givenName", "givenName }}", "{{ }}", "{{}}", "{{{{", "}}}}", "{{ if }}x{{ end }}", "{{ if givenName }}",
                "{{ for item in reasons }}", "{{ for item in }}x{{ end }}", "{{ end }}", "{{ else }}", "{{ if givenName }}a{{ else }}b{{ else }}c{{ end }}",
            "{{ if givenName }}a{{ else if fullName }}b{{ end }}", "{{ if givenName }}a{{ end }}{{ end }}", "{{ given\nName }}", "{{ givenName\0 }}",
            "{{ givenName\t}}", "{{ gi\u0456venName }}", "{{ '", "{{ \"{{ givenName }}", "{{## never closed",
            // Unknown fields, or fields of another kind.
            "{{ password }}", "{{ __proto__ }}", "{{ builtins }}", "{{ GetType }}", "{{ reasons }}", "{{ for item in givenName }}{{ item }}{{ end }}",
                "{{ for item in password }}{{ item }}{{ end }}", "{{ item }}", "{{ for item in reasons }}{{ givenName }}{{ end }}",
            "{{ for item in reasons }}{{ for item in reasons }}{{ item }}{{ end }}{{ end }}",
            "{{ for item in reasons }}{{ if givenName }}{{ item }}{{ end }}{{ end }}", "{{ areaPhone }}",
            "{{ if areaPhone }}x{{ else }}{{ areaPhone }}{{ end }}",
            "{{ if !areaPhone }}{{ areaPhone }}{{ end }}", "{{ if password }}x{{ end }}",
            // Markup of other programs.
            "((givenName))", "{{ if areaWeb }}{{ areaWeb }}.{{ end }}", "\u202Ereversed", "\u2066isolated", "\0", "\u001B[2J", "\uFFFD", "\uD83D\uDE00",
                "Zoe\u0308",
            // Over the limits.
            Many("{{ givenName }}", 201), Many("{{ if givenName }}", 6) + "x" + Many("{{ end }}", 6),
                Many("{{ if givenName }}", 1_000) + Many("{{ end }}", 1_000), Many("{{ for item in reasons }}", 800), Many("{{ if givenName }}", 190),
            Many("{{ for item in reasons }}{{ item }}{{ end }}\n", 11),
            Many("{{ for item in reasons }}{{ item }}{{ item }}{{ item }}{{ item }}{{ item }}{{ item }}{{ end }}\n", 10), Many("{{", 9_000), Many("}}", 9_000),
            Many("{", 19_000), Many("{%", 9_000),
            Many("{{## x ##}}", 1_500) + "{{ no }}", Many("a", 25_000), Many("{{ if givenName }}\n", 900), Many("{{ else }}", 200),
            Many("\n", 19_000) + "{{ no }}", Many("- {{ item }}\n", 500), Many("((", 9_000),
            "{{ " + Many("(", 19_000) + " }}", "{{ " + Many("[", 19_000) + " }}", "{{ " + Many("{", 19_000) + " }}", "{{ " + Many("!", 19_000) + "x }}",
            "{{ " + Many("-", 19_000) + "x }}", "{{ x" + Many(".x", 9_000) + " }}", "{{ x" + Many("|x", 9_000) + " }}", "{{ 1" + Many("+1", 9_000) + " }}",
            "{{ " + Many("@", 19_000) + "x }}", "{{ x " + Many("? x : ", 3_000) + "x }}", "{{ '}}' " + Many("(", 9_000) + "{{ x }}",
            "{{ `" + Many("a", 19_000) + "` }}", "{{ " + Many("a", 19_000) + " }}", "{{ if " + Many("a ", 9_000) + "}}x{{ end }}",
            "{{##" + Many("a", 19_000) + "##}}",
            "{{ for item in reasons }}" + Many("x", 10_000) + "{{ item }}{{ end }}", Many("{{ fullName }}{{ givenName }}", 100), Many("{{ end }}", 190),
            Many("{{ if !givenName }}{{ else }}", 5) + Many("{{ end }}", 4), "{{ if givenName }}" + Many("{{ if fullName }}{{ end }}", 150),
        ];
        foreach (var body in bodies) yield return $"Subject: Hello\n\n{body}\n";
        yield return "no subject\n\nx";
        yield return "Subject: {{ if givenName }}\n\nx{{ end }}\n";
        yield return "Subject: {{ password }}\n\nx\n";
        yield return "Subject: {{## \n\n ##}}x\n";
        yield return "Subject: x\r\n\r\n{{ password }}\r\n";
    }

    private static string Many(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static string Shown(string source) => FieldText.OneLine(source.Length > 80 ? source[..80] : source);
}
