using Microsoft.AspNetCore.Mvc;
using WorkWell.Communications.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>Puts the form aside: a link is sent to wherever the reader says.</summary>
internal sealed class SaveFormModel(DraftLinks links, PublicAddress address, TextsAbroad abroad) : ReferPage
{
    private MessageTo? to;

    [BindProperty]
    public string? Way { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    public override bool MaySave => false;

    protected override string Key => "save";

    // Without a public address no link could be sent.
    protected override bool Exists => address.Of(Request, "/") is not null;

    protected override bool StandsBeside => true;

    protected override void Show(DraftAnswers answers)
    {
        // Somebody who refers another person comes back themselves: nothing of that person is filled in here.
        if (ReferralSource == Areas.Sdk.ReferralSource.Self) (Email, Phone) = (answers.Given.Person.Email, answers.Given.Person.Phone);
    }

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        if (Way is null && !string.IsNullOrWhiteSpace(Email) != !string.IsNullOrWhiteSpace(Phone)) Way = string.IsNullOrWhiteSpace(Email) ? "sms" : "email";
        var way = ReadChoice(nameof(Way), Way, ["email", "sms"], T["refer.save-missing"]);
        if (way == "email" && ReadEmail(nameof(Email), Email, T["refer.email-missing"]) is { } email) to = MessageTo.Address(email, T.Language.Tag);
        if (way == "sms" && ReadPhone(nameof(Phone), Phone, T["refer.phone-missing"]) is { } phone)
        {
            if (PhoneNumber.ToInternational(phone) is { } number && abroad.Takes(Draft.Area, number)) to = MessageTo.Number(number, T.Language.Tag);
            else AddError(nameof(Phone), T["refer.save-not-mobile"]);
        }
        return HasErrors ? null : answers => answers;
    }

    protected override async Task<IActionResult> SaveAsync(Func<DraftAnswers, DraftAnswers> answer, CancellationToken cancellationToken)
    {
        if (await links.SendAsync(Draft, key => address.Of(Request, $"/go-on/{key}")!, to!, cancellationToken)) return Redirect(To("saved"));
        AddError(nameof(Way), T["refer.save-too-many"]);
        return Page();
    }
}
