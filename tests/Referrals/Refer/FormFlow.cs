using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>Fills in the form page after page.</summary>
internal static class FormFlow
{
    /// <summary>Starts a form and answers page after page, until it is sent or a page that is to be looked at is reached.</summary>
    /// <returns>The pages that were answered, in order.</returns>
    public static async Task<IReadOnlyList<string>> FillAsync(
        this FormVisit session, string? until = null, string referralSource = "self", string? area = null,
        params (string Page, (string, string)[] Answers)[] own)
    {
        await session.OpenAsync($"/refer/{referralSource}{(area is null ? "" : $"?area={area}")}");
        await session.SendAsync();
        return await session.GoOnAsync(until, referralSource, own);
    }

    /// <summary>Answers page after page from where the form is now.</summary>
    public static async Task<IReadOnlyList<string>> GoOnAsync(
        this FormVisit session, string? until = null, string referralSource = "self", params (string Page, (string, string)[] Answers)[] own)
    {
        var answered = new List<string>();
        while (true)
        {
            var page = session.At[$"/refer/{referralSource}/".Length..];
            if (page == until || page is "done" or "expired") return answered;
            Assert.False(answered.LastOrDefault() == page, $"{page} was not taken: {string.Join("; ", session.Errors)}");
            answered.Add(page);
            await session.SendAsync(own.FirstOrDefault(one => one.Page == page).Answers ?? FormAnswers.Usual[page]);
        }
    }
}
