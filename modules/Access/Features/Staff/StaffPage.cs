using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Access;

/// <summary>A page of this module for somebody who has signed in, or who is about to.</summary>
internal abstract class StaffPage : QuestionPage
{
    protected Actor Caller => HttpContext.Actor();

    protected StaffSession Session => HttpContext.User.Identities.OfType<StaffIdentity>().Single().Session;

    protected DateTimeOffset Now => HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();

    /// <summary>The area that the address names.</summary>
    public string AreaCode => (string)RouteData.Values["area"]!;

    /// <summary>Reads one line of text.</summary>
    protected string? ReadLine(string field, string? given, int max, Text missing)
    {
        var line = given?.Trim().Normalize(NormalizationForm.FormC) ?? "";
        if (line.Length == 0) AddError(field, missing);
        else if (line.Length > max) AddError(field, T["errors.too-long", ("limit", max)]);
        else if (line.Any(letter => char.IsControl(letter) || CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.Format))
            AddError(field, T["errors.not-understood"]);
        else return line;
        return null;
    }

    /// <summary>Writes a time as London's clocks show it.</summary>
    protected Text When(DateTimeOffset at)
    {
        var local = LondonTime.Local(at);
        return T["staff.date-and-time", ("date", T.Date(DateOnly.FromDateTime(local))), ("time", T.Time(TimeOnly.FromDateTime(local)))];
    }

    /// <summary>The partner organisations of the area, and none of them.</summary>
    protected IEnumerable<SelectItem> OrganisationChoices(KnownOrganisations organisations) =>
    [
        new() { Value = "", Text = T["staff.organisation-none"] },
        .. organisations.Of(AreaCode).Select(one => new SelectItem { Value = one.Code, Text = one.Name }),
    ];

    /// <summary>The address to go on to after signing in: a page of staff, and nothing else.</summary>
    protected string GoingOn(string? to) => to is not null && Url.IsLocalUrl(to) && to.StartsWith("/staff", StringComparison.Ordinal) ? to : "/staff";
}
