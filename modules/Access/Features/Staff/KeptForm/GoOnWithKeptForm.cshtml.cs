using WorkWell.Access.Contracts;

namespace WorkWell.Access;

/// <summary>Gives somebody who has signed in again what they had written, to be sent as if nothing had happened.</summary>
[RequiresStaff]
internal sealed class GoOnWithKeptFormModel(KeptForms forms) : AccessPage
{
    public KeptForm? Form { get; private set; }

    /// <summary>The page of the form, empty.</summary>
    public string PagePath => Form!.Action.Split('?')[0];

    public void OnGet()
    {
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken) =>
        Form = await forms.FindAsync(Session.AccountId, Guid.Parse((string)RouteData.Values["id"]!), cancellationToken);
}
