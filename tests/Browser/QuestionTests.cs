using Microsoft.Playwright;

namespace WorkWell.Browser.Tests;

/// <summary>A page that asks, as people use it: with and without script, with the keyboard alone, in another language half-way.</summary>
public sealed class QuestionTests(Chromium chromium, FormHost hosts)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_mistake_the_summary_has_the_focus_and_leads_to_the_field(bool script)
    {
        await using var window = await chromium.OpenAsync(320, script);
        await window.Page.GotoAsync(hosts.Address("/ui/parts/question"));
        await window.Page.ClickAsync("#answers .nhsuk-button");
        await Assertions.Expect(window.Page.Locator(".nhsuk-error-summary")).ToBeFocusedAsync();
        await window.Page.Keyboard.PressAsync("Tab");
        await window.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(window.Page.Locator("#FullName")).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_enter_key_sends_the_answer(bool script)
    {
        await using var window = await chromium.OpenAsync(1280, script);
        await window.Page.GotoAsync(hosts.Address("/ui/parts/question"));
        await window.Page.FillAsync("#FullName", "Asha Patel");
        await window.Page.PressAsync("#FullName", "Enter");
        await Assertions.Expect(window.Page.Locator(".nhsuk-panel__body")).ToHaveTextAsync("Thank you, Asha Patel");
        await Assertions.Expect(window.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_change_of_language_half_way_keeps_what_was_typed(bool script)
    {
        await using var window = await chromium.OpenAsync(320, script);
        await window.Page.GotoAsync(hosts.Address("/ui/parts/question"));
        await window.Page.FillAsync("#FullName", "Asha Patel");
        await window.Page.ClickAsync(".workwell-links [lang=ar]");
        await Assertions.Expect(window.Page.Locator("html")).ToHaveAttributeAsync("dir", "rtl");
        await Assertions.Expect(window.Page.Locator("#FullName")).ToHaveValueAsync("Asha Patel");
        await Assertions.Expect(window.Page.Locator(".nhsuk-error-summary")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("12 High Street", "ltr")]
    [InlineData("شارع الملك 12", "rtl")]
    public async Task What_is_typed_on_an_Arabic_page_is_read_in_the_direction_of_its_own_letters(string typed, string direction)
    {
        await using var window = await chromium.OpenAsync(320);
        await window.Page.GotoAsync(hosts.Address("/ui/parts/question?lang=ar"));
        await window.Page.FillAsync("#FullName", typed);
        await Assertions.Expect(window.Page.Locator("#FullName")).ToHaveCSSAsync("direction", direction);
        await Assertions.Expect(window.Page.Locator("#FullName")).ToHaveCSSAsync("text-align", "right");
    }

    [Fact]
    public async Task What_a_choice_opens_is_folded_away_by_the_script_and_open_without_it()
    {
        await using var scripted = await chromium.OpenAsync();
        await scripted.Page.GotoAsync(hosts.Address("/ui/parts"));
        await Assertions.Expect(scripted.Page.Locator("#Phone")).ToBeHiddenAsync();
        await scripted.Page.CheckAsync("#Contact-2");
        await Assertions.Expect(scripted.Page.Locator("#Phone")).ToBeVisibleAsync();

        await using var plain = await chromium.OpenAsync(script: false);
        await plain.Page.GotoAsync(hosts.Address("/ui/parts"));
        await Assertions.Expect(plain.Page.Locator("#Phone")).ToBeVisibleAsync();
        await Assertions.Expect(plain.Page.Locator("#tab-work")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_keyboard_reaches_the_content_past_the_header_in_one_step()
    {
        await using var window = await chromium.OpenAsync();
        await window.Page.GotoAsync(hosts.Address("/ui/parts/question"));
        await window.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(window.Page.Locator(".nhsuk-skip-link")).ToBeFocusedAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(window.Page.Locator("#FullName")).ToBeFocusedAsync();
    }
}
