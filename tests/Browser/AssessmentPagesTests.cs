using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Browser.Tests;

/// <summary>An assessment in a real browser: saved while somebody types, led to what cannot wait, by keyboard, and without script by its buttons.</summary>
public sealed class AssessmentPagesTests(Chromium chromium) : IAsyncLifetime
{
    private const string Coach = "Asha Example (coach)";
    private RunningHost host = null!;
    private string address = "";

    public async ValueTask InitializeAsync()
    {
        host = await RunningHost.StartAsync(new Dictionary<string, string?> { ["Demonstration"] = "true", ["Communications:RequireApproval"] = "false" });
        address = await CaseAsync();
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    /// <summary>Opens each page of an assessment, the answer that cannot wait among them, and looks at it.</summary>
    /// <param name="page">The window of a coach.</param>
    /// <param name="person">The full address of the person's page.</param>
    /// <param name="lookAsync">Looks at the page that is shown.</param>
    internal static async Task VisitAsync(IPage page, string person, Func<Task> lookAsync)
    {
        foreach (var part in new[] { "", "/section?section=work", "/section?section=main-barrier", "/measure?kind=swemwbs", "/measure?kind=phq9" })
        {
            await page.GotoAsync($"{person}/assessment{part}");
            await lookAsync();
        }
        await page.LoadAsync(() => page.Locator("input[name='Items[9]'][value='1']").CheckAsync());
        await page.GetByRole(AriaRole.Heading, new() { Name = "This person may harm themselves" }).WaitForAsync();
        await lookAsync();
        await page.GetByLabel("111 was called, option 2").CheckAsync();
        await page.GetByLabel("What was done, and how the person is now").FillAsync("Rang with her. She is safe with her sister.");
        await page.LoadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Say what was done" }).ClickAsync());
        await lookAsync();
    }

    [Fact]
    public async Task Each_page_passes_on_a_telephone_and_no_policy_stops_anything()
    {
        await using var window = await OpenAsync(PageChecks.Phone, script: true);
        await VisitAsync(window.Page, Address(address), () => PageChecks.PassesAndFitsAsync(window, PageChecks.Phone, "staff-assessment"));
        Assert.Empty(window.Complaints);
        Assert.Equal(1, await host.Database.ReadAsync<long>("select count(*) from casework.safety_item where closed_at is not null"));
    }

    [Fact]
    public async Task What_is_typed_is_saved_by_itself_goes_on_in_another_browser_and_meets_a_colleague_without_loss()
    {
        await using var window = await OpenAsync(PageChecks.Desk, script: true);
        await using var other = await OpenAsync(PageChecks.Phone, script: true);
        var section = Address(address + "/assessment/section?section=health");
        await window.Page.GotoAsync(section);
        await other.Page.GotoAsync(section);
        // By keyboard alone: to the first answer, one on, and to the words.
        await window.Page.Locator("input[name='Answers[health-days]']:checked").FocusAsync();
        await window.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(window.Page.GetByText("Saved.", new() { Exact = true })).ToBeVisibleAsync();
        await window.Page.Keyboard.PressAsync("Tab");
        await window.Page.Keyboard.PressAsync("Tab");
        await window.Page.Keyboard.TypeAsync("મને ફરી કામ કરવું છે.");
        await WaitForWordsAsync("મને ફરી કામ કરવું છે.");

        // The second was open before: it loses nothing, and its button shows both.
        await other.Page.Locator("textarea[name=Words]").FillAsync("أريد أن أعمل.");
        await Assertions.Expect(other.Page.GetByText("somebody changed this meanwhile")).ToBeVisibleAsync();
        await other.Page.LoadAsync(() => other.Page.GetByRole(AriaRole.Button, new() { Name = "Save and go on" }).ClickAsync());
        await Assertions.Expect(other.Page.GetByText("Somebody changed this meanwhile")).ToBeVisibleAsync();
        await PageChecks.PassesAndFitsAsync(other, PageChecks.Phone, "staff-assessment-both");
        await Assertions.Expect(other.Page.Locator("textarea[name=Words]")).ToHaveValueAsync("أريد أن أعمل.");
        await other.Page.GotoAsync(section);
        await Assertions.Expect(other.Page.Locator("textarea[name=Words]")).ToHaveValueAsync("મને ફરી કામ કરવું છે.");
        await Assertions.Expect(other.Page.Locator("input[name='Answers[health-days]'][value=not]")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task Who_types_and_presses_the_button_at_once_meets_nobody_but_themselves()
    {
        await using var window = await OpenAsync(PageChecks.Desk, script: true);
        await window.Page.GotoAsync(Address(address + "/assessment/section?section=strengths"));
        await window.Page.Locator("textarea[name=Words]").FillAsync("Good with people.");
        // Leaving the field begins to save it, and the button is pressed meanwhile.
        await window.Page.LoadAsync(() => window.Page.GetByRole(AriaRole.Button, new() { Name = "Save and go on" }).ClickAsync());
        await window.Page.GetByRole(AriaRole.Heading, new() { Name = "Main barrier" }).WaitForAsync();
        Assert.Equal("Good with people.", await host.Database.ReadAsync<string>("select words from casework.assessment_section"));
    }

    [Fact]
    public async Task Without_script_the_buttons_save_and_the_answer_leads_to_what_to_do()
    {
        await using var window = await OpenAsync(PageChecks.Phone, script: false);
        var page = window.Page;
        await page.GotoAsync(Address(address + "/assessment/section?section=main-barrier"));
        await page.Locator("select[name='Answers[main-barrier]']").SelectOptionAsync("health-3");
        await page.LoadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync());
        await Assertions.Expect(page.GetByText("Back or neck")).ToBeVisibleAsync();
        await page.GotoAsync(Address(address + "/assessment/measure?kind=phq9"));
        await page.Locator("input[name='Items[9]'][value='2']").CheckAsync();
        await page.LoadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync());
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "This person may harm themselves" })).ToBeVisibleAsync();
        await page.LoadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Say what was done" }).ClickAsync());
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Choose what was done" })).ToBeVisibleAsync();
        Assert.Equal(1, await host.Database.ReadAsync<long>("select count(*) from casework.safety_item where closed_at is null"));
    }

    private async Task WaitForWordsAsync(string words)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await host.Database.ReadAsync<string>("select words from casework.assessment_section") != words)
        {
            late.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private async Task<Window> OpenAsync(int width, bool script)
    {
        var window = await chromium.OpenAsync(width, script);
        await window.Page.GotoAsync(Address("/staff/demonstration"));
        await window.Page.LoadAsync(() => window.Page.GetByRole(AriaRole.Button, new() { Name = Coach }).ClickAsync());
        return window;
    }

    private async Task<string> CaseAsync()
    {
        using var answer = await host.Client.PostAsJsonAsync("/api/referrals/self", new
        {
            person = new
            {
                givenName = "Demo", familyName = "Mehta", bornOn = "1984-02-11", postcode = "LE1 0ZA", email = "demo@people.example",
                consents = new Dictionary<string, bool> { ["service"] = true, ["share-with-partners"] = true },
            },
            work = new { situation = "off-sick", healthAffectsWork = true, rightToWork = true },
        });
        var reference = JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("reference").GetString()!;
        var (secret, _) = await host.Services.GetRequiredService<IServiceKeys>().MakeAsync(
            new() { Name = "assessment", Areas = ["llr"], Permissions = [Permission.AnswerReferrals], Lasts = TimeSpan.FromDays(1) }, default);
        using var team = new HttpClient { BaseAddress = host.Client.BaseAddress };
        team.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        using var accepted = await team.PostAsync($"/api/referrals/{reference}/acceptance", null);
        Assert.True(accepted.IsSuccessStatusCode);
        // Any coach of the area may act on it; the invented ones have no accounts yet.
        await host.Database.RunAsync("update casework.coaching_case set state = 'open', coach = 'staff:' || gen_random_uuid()");
        return $"/staff/areas/llr/cases/{await host.Database.ReadAsync<Guid>("select id from casework.coaching_case"):D}";
    }

    private string Address(string path) => new Uri(host.Client.BaseAddress!, path).ToString();
}
