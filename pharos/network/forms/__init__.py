"""Forms of providers and of what belongs to them."""

from pharos.network.forms.parts import FORMS, PartForm
from pharos.network.forms.providers import FileForm, ProviderForm

__all__ = ["FORMS", "FileForm", "PartForm", "ProviderForm"]
