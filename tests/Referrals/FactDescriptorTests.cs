using System.Text.Json;
using System.Text.Json.Nodes;
using WorkWell.Areas.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>A yes/no fact needs an entry in <see cref="FactDescriptor.All"/>, its property and its words, and nothing else.</summary>
public sealed class FactDescriptorTests
{
    public static TheoryData<string> Names => [.. YesNoFact.All.Select(fact => fact.Name)];

    [Fact]
    public void Every_yes_no_fact_of_the_contract_has_its_entry() =>
        Assert.Equal(YesNoFact.All.Select(fact => fact.Name).Order(), FactDescriptor.All.Select(fact => fact.Name).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void What_comes_as_JSON_becomes_the_fact_and_no_other(string name)
    {
        foreach (var answer in new[] { true, false })
        {
            var json = new JsonObject();
            var parts = Entry(name).Path.Split('.');
            if (parts is [var part, var field]) json[part] = new JsonObject { [field] = answer };
            else json[parts[0]] = answer;
            Assert.Equal(answer, Only(name, json));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_comes_in_a_column_of_a_file_becomes_the_fact_and_no_other(string name)
    {
        var entry = Entry(name);
        if (BulkColumn.All.SingleOrDefault(column => column.Path == entry.Path) is not { } column)
        {
            Assert.Null(entry.BulkExample);
            return;
        }
        Assert.Equal((entry.Heading, entry.BulkExample, CellKind.YesNo), (column.Heading, column.Example, column.Kind));
        foreach (var (cell, answer) in new[] { ("yes", true), ("no", false) })
        {
            var json = new JsonObject();
            Assert.Null(column.Put(cell, json));
            Assert.Equal(answer, Only(name, json));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_form_asks_it_in_every_language(string name)
    {
        var entry = Entry(name);
        Assert.Contains(ReferralFlow.All, question => question.Key == entry.Step);
        foreach (var language in Directory.EnumerateDirectories(Checkout.Path("config", "texts")))
        {
            Assert.True(Has(language, "refer", entry.Step.Replace('/', '-')), $"{language}: {entry.Step}");
            if (entry.BulkExample is not null) Assert.True(Has(language, "bulk", "column-" + entry.Heading.Replace('_', '-')), $"{language}: {entry.Heading}");
        }
    }

    [Fact]
    public void No_module_names_a_fact_but_in_its_entry_and_its_property()
    {
        var naming = from path in Directory.EnumerateFiles(Checkout.Path("modules", "Referrals"), "*.cs*", SearchOption.AllDirectories)
                     where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/Migrations/", StringComparison.Ordinal)
                     let text = File.ReadAllText(path)
                     where ((string[])["LeftWorkBecauseOfHealth", "left-work-because", "left_work_because", "leftWorkBecause"]).Any(
                         name => text.Contains(name, StringComparison.Ordinal))
                     orderby path
                     select Path.GetFileName(path);
        Assert.Equal(["FactDescriptor.cs", "NewReferral.cs"], naming);
    }

    [Fact]
    public void The_columns_of_the_upload_file_stay_as_organisations_have_them() => Assert.Equal(
        "your_reference given_name family_name date_of_birth nhs_number email phone address postcode language needs_interpreter safe_times never "
        + "voicemail_is_safe share_with_partners contact_employer gp_practice_code work_situation weeks_out_of_work weeks_off_sick "
        + "health_affects_work at_risk_of_losing_job left_work_because_of_health wants_paid_work right_to_work "
        + "employer_has_occupational_health employer_name employer_contact_name employer_email "
        + "employer_phone needs answers may_harm_themselves in_danger referrer_name referrer_role referrer_email referrer_phone agreement "
        + "has_fit_note contact_at_work "
        + "progress_allowed",
        string.Join(' ', BulkColumn.All.Select(column => column.Heading)));

    private static FactDescriptor Entry(string name) => FactDescriptor.All.Single(fact => fact.Name == name);

    private static bool? Only(string name, JsonObject json)
    {
        var referral = json.Deserialize<NewReferral>(ReferralJson.AtDoors)!;
        var facts = FactDescriptor.Gather(new() { ReceivedOn = new(2026, 9, 7) }, referral);
        Assert.All(YesNoFact.All.Where(fact => fact.Name != name), fact => Assert.Null(fact.Of(facts)));
        return YesNoFact.All.Single(fact => fact.Name == name).Of(facts);
    }

    private static bool Has(string language, string file, string entry)
    {
        var path = Path.Combine(language, file + ".json");
        return File.Exists(path) && JsonNode.Parse(File.ReadAllText(path))!.AsObject().ContainsKey(entry);
    }
}
