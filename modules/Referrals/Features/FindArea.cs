using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Communications.Contracts;

namespace WorkWell.Referrals;

/// <summary>
/// Finds the area of a referral: the one whose page was used, else the one that serves the home, else the one that serves the GP practice. An unknown place
/// goes to the national desk and never refuses a referral.
/// </summary>
internal sealed class FindArea(IPlaces places, IAreaCatalogue catalogue, IWords words)
{
    public (FoundPlace? Found, Refusal? Refusal) Find(NewReferral referral)
    {
        var notes = new List<InputWarning>();
        var postcode = places.FindPostcode(referral.Person.Postcode);
        if (postcode.State == PostcodeState.NotAPostcode) notes.Add(new("person.postcode", InputWarning.PostcodeNotReadable));
        if (postcode.State == PostcodeState.NotInDirectory) notes.Add(new("person.postcode", InputWarning.PostcodeNotFound));
        var practice = referral.Practice is null ? GpPractice.Unknown : places.FindPractice(referral.Practice);
        if (practice is null) notes.Add(new("practice", InputWarning.PracticeNotFound));
        practice ??= new() { Code = referral.Practice };
        var home = referral.Place is null ? postcode.Home : postcode.Home with { StatedName = referral.Place };

        var (area, whyNone) = Choose(referral.Area, home, practice);
        if (area is null && whyNone is null) return (null, new(new Dictionary<string, FieldError> { ["area"] = new("fields.area-unknown") }));
        if (!IsWritten(referral.Person.Language, area)) notes.Add(new("person.language", InputWarning.LanguageNotWritten));
        return (new(area, whyNone, home, practice, postcode.Postcode ?? referral.Person.Postcode, notes), null);
    }

    // Where no area is known, any of them may become the person's.
    private bool IsWritten(string language, Area? area)
    {
        var written = area?.Settings.Languages ?? catalogue.Ready.Values.SelectMany(one => one.Settings.Languages);
        return written.Append("en").Contains(language.Split('-')[0]) && words.AreSentIn(area?.Code ?? Area.National, language);
    }

    private (Area? Area, Reason? WhyNone) Choose(string? asked, HomePlace home, GpPractice practice)
    {
        if (asked is not null && catalogue.Ready.TryGetValue(asked, out var named)) return (named, null);
        // The area exists but does not serve now: no other rules replace its own, so staff decide.
        if (asked is not null) return (null, catalogue.Statuses.Any(status => status.Code == asked) ? new("area-not-serving") : null);
        if (catalogue.Serving(home, practice) is { } serving) return (serving, null);
        var isKnown = home.AuthorityCode is not null || practice.BoardCode is not null;
        return (null, new Reason(isKnown ? "no-area-serves-there" : "place-unknown"));
    }
}
