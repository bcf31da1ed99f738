using WorkWell.Communications.Contracts;
using WorkWell.Communications.Templates;

namespace WorkWell.Communications.Tests.Templates;

/// <summary>The check of the syntax tree refuses by itself what the reader already refuses.</summary>
public sealed class TemplateScriptTests
{
    private static readonly TemplateFields Fields = TemplateFields.Of(MessageTypes.Find("referral-needs-review")!);

    [Fact]
    public void The_fields_a_template_mentions_are_listed_from_its_tree()
    {
        var (script, errors) = TemplateScript.Parse(
            "{{ if areaPhone }}{{ givenName }}{{ end }}{{ for item in reasons }}{{ item }}{{ end }}{{ if !advice }}x{{ else }}y{{ end }}", Fields);

        Assert.Empty(errors);
        Assert.Equal(["advice", "areaPhone", "givenName", "reasons"], script!.Fields.Order());
    }

    [Theory]
    [InlineData("{{ givenName | string.upcase }}")]
    [InlineData("{{ givenName = 'x' }}")]
    [InlineData("{{ givenName.size }}")]
    [InlineData("{{ givenName fullName }}")]
    [InlineData("{{ include 'x' }}")]
    [InlineData("{{ import givenName }}")]
    [InlineData("{{ func f }}x{{ end }}")]
    [InlineData("{{ capture x }}x{{ end }}")]
    [InlineData("{{ while givenName }}x{{ end }}")]
    [InlineData("{{ tablerow item in reasons }}x{{ end }}")]
    [InlineData("{{ for item in reasons limit:2 }}x{{ end }}")]
    [InlineData("{{ for reason in reasons }}x{{ end }}")]
    [InlineData("{{ for item in reasons }}x{{ else }}y{{ end }}")]
    [InlineData("{{ if givenName }}x{{ else if fullName }}y{{ end }}")]
    [InlineData("{{ if givenName && fullName }}x{{ end }}")]
    [InlineData("{{ if !!givenName }}x{{ end }}")]
    [InlineData("{{ if 1 }}x{{ end }}")]
    [InlineData("{{ -givenName }}")]
    [InlineData("{{ ++givenName }}")]
    [InlineData("{{ this }}")]
    [InlineData("{{ $x }}")]
    [InlineData("{{ 'x' * 200000000 }}")]
    [InlineData("{{ [1] }}")]
    [InlineData("{{ {a: 1} }}")]
    [InlineData("{%{ x }%}")]
    [InlineData("{{ if givenName }}")]
    [InlineData("{{ end }}")]
    [InlineData(
        "{{ if givenName }}{{ if givenName }}{{ if givenName }}{{ if givenName }}{{ if givenName }}{{ if givenName }}{{ if givenName }}{{ if givenName }}{{ " +
        "if givenName }}{{ if givenName }}{{ if givenName }}{{ if givenName }}"
        + "{{ if givenName }}{{ if givenName }}{{ if givenName }}{{ if givenName }}{{ if givenName }}{{ if givenName }}{{ if givenName }}{{ if givenName " +
        "}}{{ if givenName }}{{ end }}{{ end }}{{ end }}{{ end }}{{ end }}{{ end }}{{ end }}{{ end }}{{ end }}{{ end }}"
        + "{{ end }}{{ end }}{{ end }}{{ end }}{{ end }}{{ end }}{{ end }}{{ end }}{{ end }}{{ end }}{{ end }}")]
    public void A_tree_with_any_other_node_is_refused(string source)
    {
        var (script, errors) = TemplateScript.Parse(source, Fields);

        Assert.Null(script);
        Assert.NotEmpty(errors);
    }

    [Fact]
    public void A_field_nobody_declared_is_refused_by_the_line_of_its_file()
    {
        var error = Assert.Single(TemplateScript.Parse("Hello\n{{ password }}", Fields, firstLine: 3).Errors);

        Assert.Equal(4, error.Line);
        Assert.StartsWith("There is no field 'password'. This message has: reference, ", error.Message, StringComparison.Ordinal);
    }
}
