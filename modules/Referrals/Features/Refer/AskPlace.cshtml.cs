using Microsoft.AspNetCore.Mvc;
using WorkWell.Areas.Contracts;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>
/// Where do you live? By postcode, by GP practice, or by neither. A postcode that is not in the directory is asked about once and then taken as it is, since it
/// may be new; what is no postcode never is.
/// </summary>
internal sealed class AskPlaceModel(IPlaces places) : ReferPage
{
    [BindProperty]
    public string? Way { get; set; }

    [BindProperty]
    public string? Postcode { get; set; }

    /// <summary>The postcode that the reader was asked about and sends again.</summary>
    [BindProperty]
    public string? Confirmed { get; set; }

    /// <summary>A postcode that the reader is asked about now.</summary>
    public string? Doubted { get; private set; }

    protected override string Key => "place";

    protected override void Show(DraftAnswers answers)
    {
        Way = answers.PlaceWay is { } way ? StoredKeys<PlaceWay>.Of(way) : null;
        Postcode = answers.Given.Person.Postcode;
    }

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        // Without scripts the box is always visible: text in it is an answer.
        if (Way is null && !string.IsNullOrWhiteSpace(Postcode)) Way = "postcode";
        if (ReadChoice(nameof(Way), Way, ["postcode", "practice", "unknown"], Say("place-missing")) is not { } way) return null;

        var postcode = way == "postcode" ? ReadPostcode() : null;
        if (HasErrors) return null;
        return answers => (answers.Without(ReferralFlow.OtherArea) with { PlaceWay = StoredKeys<PlaceWay>.Read(way) })
            .GivePerson(person => person with { Postcode = postcode })
            .Give(given => way == "practice" ? given : given with { Practice = answers.PlaceWay == PlaceWay.Practice ? null : given.Practice });
    }

    private string? ReadPostcode()
    {
        var text = ReadText(nameof(Postcode), Postcode, TextKind.Line, 20, T["refer.postcode-missing"]);
        if (HasErrors || text is null) return null;
        var found = places.FindPostcode(text);
        if (found.State == PostcodeState.NotAPostcode)
        {
            AddError(nameof(Postcode), T["refer.postcode-not-one", ("example", "LE1 5WW")]);
            return null;
        }
        if (found.State == PostcodeState.Known || text == Confirmed) return found.Postcode ?? text;
        Doubted = text;
        AddError(nameof(Postcode), T["refer.postcode-not-found"]);
        return null;
    }
}
